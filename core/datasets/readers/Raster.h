// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/tiff/TiffPage.h"

#include <cstdint>
#include <vector>

namespace isthmus {

/// A picture as the numbers that its file holds: (y, x, channel), in the byte order of this machine.
struct Raster
{
    RasterKind kind;
    std::vector<std::uint8_t> bytes;
};

/// One picture as it was read. One of 8 bits is an image of Qt's; all others are numbers, and the image is null.
struct DecodedPicture
{
    QImage image;
    Raster raster;

    [[nodiscard]] QSize size() const
    {
        return image.isNull() ? QSize(raster.kind.width, raster.kind.height) : image.size();
    }
};

/// The picture with its own 16 bits if it has so many. What is transparent is laid over black.
DecodedPicture deepPicture(QImage image);

/// A page of a TIFF: an image if it holds bytes.
DecodedPicture pictureOf(Raster raster);

/// The numbers of a picture, brought to a size and to channels. Numbers of 16 bits stay what they are where they are
/// scaled to another size; all others become floats there.
PictureBytes numbersOf(const DecodedPicture& picture, QSize size, const ReadOptions& options);

/// As many channels as are wanted: grey by the luma of ITU-R BT.601, colour by giving the level to all three.
std::vector<std::uint8_t> withChannels(NumberType type, int from, std::vector<std::uint8_t> bytes, int to);

/// The numbers as 32-bit floats.
std::vector<std::uint8_t> asFloats(NumberType type, const std::vector<std::uint8_t>& bytes);

} // namespace isthmus
