// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QImage>

#include <span>

namespace isthmus {

/// The meaning of a picture's numbers.
enum class PictureKind {
    Values, ///< grey or RGB in 0..1, clipped
    Signed, ///< differences around zero, full at -1 and 1, in blue, ground and orange; in colour, how far a pixel is
            ///< off (the root mean square of its channels), and on the whole in which direction
};

/// The one way from numbers to what the window paints. A row of numbers that is no picture becomes a
/// curve, or bars if it is short.
/// @param values  shape.size() floats, (y, x, channel); 1, 3 or 4 channels
/// @param dark    ground of the signed colours
QImage pictureImage(Shape shape, std::span<const float> values, PictureKind kind, bool dark);

/// The curve or the bars of a row in another size.
QImage rowImage(std::span<const float> values, QSize size);

/// Size in pixels of what pictureImage() makes of such a shape.
QSize pictureSizeOf(Shape shape);

/// Size in which each pixel of a picture is a square of whole pixels: the largest whose longer side is within the room,
/// at least one pixel each.
QSize sharpSizeOf(QSize picture, int room);

/// The picture in the size that it is painted in.
/// @param pixels   the room in device pixels
/// @param nearest  whole multiples of the picture's pixels, as large as fits; else smooth, filling the room
QImage fittedImage(const QImage& image, QSize pixels, bool nearest);

} // namespace isthmus
