// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QColor;
class QImage;
class QPainter;
class QRectF;

namespace isthmus {

/// Paints a picture with a hairline around it: sharp where whole multiples of its pixels fill the room, else smooth.
/// @param room   room for it, in logical pixels
/// @param ratio  device pixels in a logical one
void paintFramedPicture(
    QPainter& painter, const QImage& image, const QRectF& room, double ratio, const QColor& frame);

} // namespace isthmus
