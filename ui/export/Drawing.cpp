// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/Drawing.h"

#include "core/base/Error.h"

#include <QPainter>

namespace isthmus {

namespace {

void paintMark(QPainter& painter, const Mark& mark)
{
    painter.setOpacity(mark.opacity);
    painter.setPen(mark.pen);
    painter.setBrush(mark.brush);
    switch (mark.kind) {
    case Mark::Kind::Path:
        painter.setRenderHint(QPainter::Antialiasing, mark.isSmooth);
        return painter.drawPath(mark.path);
    case Mark::Kind::Image:
        painter.setRenderHint(QPainter::SmoothPixmapTransform, mark.isSmooth);
        return painter.drawImage(mark.target, mark.picture(), mark.source);
    case Mark::Kind::Text:
        painter.setFont(mark.font);
        painter.drawText(mark.place, mark.text);
    }
}

} // namespace

void Drawing::paint(QPainter& painter) const
{
    painter.setRenderHint(QPainter::LosslessImageRendering); // PDF would take JPEG
    const QTransform base = painter.worldTransform();
    for (const Mark& mark : marks) {
        painter.save();
        if (mark.hasClip)
            painter.setClipPath(mark.clip);
        painter.setWorldTransform(mark.transform * base);
        paintMark(painter, mark);
        painter.restore();
    }
}

QImage Drawing::image(double scale) const
{
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        throw Error("picture: no memory for " + grouped(qRound(size.width() * scale)) + " x "
            + grouped(qRound(size.height() * scale)) + " pixels");
    image.fill(Qt::white);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paint(painter);
    painter.end();
    image.setDevicePixelRatio(1);
    return image;
}

} // namespace isthmus
