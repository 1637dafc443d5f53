// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"

#include <QImage>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Name of the plugin that reads a picture with this beginning: PNG, JPEG, BMP, WebP, TIFF, GIF or PNM; null for
/// anything else.
const char* pictureFormat(std::span<const std::uint8_t> head);

/// Size of a picture file as its header says it, turned upright; an invalid size if it is no picture.
/// @param path  UTF-8
QSize pictureSize(const std::string& path);

/// A whole picture, turned upright, its numbers as they are stored: a colour space or a gamma is not applied.
/// @param decoded  pictures that are read at one time
/// @return null if the file is no picture, is damaged, or is too large; `reason` says which
QImage readPicture(const std::string& path, std::string& reason, int decoded = 1);

/// A picture as bytes, (y, x, channel). Transparent parts are laid over black. Colours become grey by their luma, as
/// ITU-R BT.601 weighs it.
struct PictureBytes
{
    int channels = 0; ///< 1 if all pixels are grey, else 3; 0: none, it could not be read
    std::vector<std::uint8_t> bytes;
};

/// @param channels  Auto: one channel if all pixels are grey
PictureBytes bytesOf(const QImage& picture, ReadOptions::Channels channels);

/// A picture brought to a size: scaled with its proportions until it covers the size and cut on both sides (Crop), or
/// until it lies within and has black bars (Pad). One that has the size stays as it is.
QImage fitted(const QImage& picture, QSize size, ReadOptions::Fit fit);

} // namespace isthmus
