// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/runMark.h"

#include <QPainter>
#include <QPixmap>

namespace isthmus {

void paintRunMark(QPainter& painter, QPointF centre, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(centre, kRunMark / 2, kRunMark / 2);
    painter.restore();
}

QIcon runMark(const QColor& colour)
{
    QIcon icon;
    for (const double ratio : {1.0, 2.0, 3.0}) {
        QPixmap pixmap(QSize(12, 12) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintRunMark(painter, {6, 6}, colour);
        painter.end();
        for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Disabled})
            icon.addPixmap(pixmap, mode);
    }
    return icon;
}

} // namespace isthmus
