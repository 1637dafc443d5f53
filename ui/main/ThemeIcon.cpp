// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ThemeIcon.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace isthmus {
namespace {

constexpr int kSize = 16;

QPixmap render(QByteArray drawing, const QColor& colour, double scale)
{
    drawing.replace("#000000", colour.name().toLatin1());
    QSvgRenderer renderer(drawing);
    QPixmap pixmap(qRound(kSize * scale), qRound(kSize * scale));
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace

QIcon themeIcon(const QString& name, const QColor& colour, const QColor& disabled)
{
    QFile file(":/isthmus/icons/" + name + ".svg");
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT(found);
    const QByteArray drawing = found ? file.readAll() : QByteArray();
    QIcon icon;
    for (const double scale : {1.0, 1.5, 2.0, 3.0}) {
        icon.addPixmap(render(drawing, colour, scale), QIcon::Normal);
        icon.addPixmap(render(drawing, disabled, scale), QIcon::Disabled);
    }
    return icon;
}

} // namespace isthmus
