// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/framedPicture.h"

#include "ui/widgets/PictureImage.h"

#include <QPainter>

#include <cmath>

namespace isthmus {

void paintFramedPicture(QPainter& painter, const QImage& image, const QRectF& room, double ratio, const QColor& frame)
{
    const QSize pixels = (room.size() * ratio).toSize();
    const bool isSharp = pixels.width() % image.width() == 0;
    QImage fitted = fittedImage(image, pixels, isSharp);
    fitted.setDevicePixelRatio(ratio);
    const QPointF corner(std::round(room.left() * ratio) / ratio, std::round(room.top() * ratio) / ratio);
    painter.drawImage(corner, fitted);
    painter.setPen(QPen(frame, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(corner, QSizeF(pixels) / ratio).adjusted(0, 0, -1 / ratio, -1 / ratio));
}

} // namespace isthmus
