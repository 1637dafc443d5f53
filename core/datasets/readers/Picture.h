// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/NumberType.h"
#include "core/data/ReadOptions.h"

#include <QImage>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Name of the plugin that reads a picture with this beginning: PNG, JPEG, BMP, WebP, TIFF, GIF or PNM; null for
/// anything else.
const char* pictureFormat(std::span<const std::uint8_t> head);

/// Size of a picture file as its header says it, turned upright, and of several pictures that of the first; an invalid
/// size if it is no picture.
/// @param path  UTF-8
QSize pictureSize(const std::string& path);

/// Pictures in a file, as its header says it: frames of an animation, or pages and slices of a TIFF. 1 if it is no
/// picture. Counting ends at some dozens of pages.
/// @param path  UTF-8
int pictureCount(const std::string& path);

/// Whole pictures, turned upright, their numbers as they are stored: a colour space or a gamma is not applied. One, or
/// all frames of an animation.
/// @param decoded  files that are read at one time
/// @param use      called with each in turn
/// @return empty, or why the file is not to be used: it is no picture, is damaged, or is too large; nullopt: it is a
///         TIFF, or a PGM or PPM of 16 bits, which are not read here: see readPictures()
std::optional<std::string> readFrames(const std::string& path, int decoded, const std::function<void(QImage)>& use);

/// The numbers of a picture, (y, x, channel), most often bytes. Transparent parts are laid over black. Colours become
/// grey by their luma, as ITU-R BT.601 weighs it.
struct PictureBytes
{
    int channels = 0; ///< 1 if all pixels are grey, else 3; 0: none, it could not be read
    std::vector<std::uint8_t> bytes;
    NumberType type = NumberType::U8;
};

/// @param channels  Auto: one channel if all pixels are grey
PictureBytes bytesOf(const QImage& picture, ReadOptions::Channels channels);

/// A picture brought to a size: scaled with its proportions until it covers the size and cut on both sides (Crop), or
/// until it lies within and has black bars (Pad). One that has the size stays as it is.
QImage fitted(const QImage& picture, QSize size, ReadOptions::Fit fit);

} // namespace isthmus
