// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/runMark.h"

#include <QPainter>
#include <QPixmap>

namespace isthmus {

namespace {

constexpr double kRing = 2; // px, its line

} // namespace

void paintRunMark(QPainter& painter, QPointF centre, const QColor& colour, RunMark mark)
{
    const double radius = (kRunMark - kRing) / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, kRing));
    painter.setBrush(mark == RunMark::Disc ? QBrush(colour) : QBrush());
    painter.drawEllipse(centre, radius, radius);
    painter.restore();
}

QIcon runMark(const QColor& colour, RunMark mark)
{
    QIcon icon;
    for (const double ratio : {1.0, 2.0, 3.0}) {
        QPixmap pixmap(QSize(kRunMarkIcon, kRunMarkIcon) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintRunMark(painter, {kRunMarkIcon / 2.0, kRunMarkIcon / 2.0}, colour, mark);
        painter.end();
        for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Disabled})
            icon.addPixmap(pixmap, mode);
    }
    return icon;
}

} // namespace isthmus
