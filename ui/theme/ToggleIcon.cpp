// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ToggleIcon.h"

#include "ui/theme/Theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace isthmus {

namespace {

constexpr int kSize = 16; // px

QPixmap painted(QByteArray drawing, const QColor& colour, double scale)
{
    drawing.replace("#000000", colour.name().toLatin1());
    QSvgRenderer renderer(drawing);
    QPixmap pixmap(qRound(kSize * scale), qRound(kSize * scale));
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace

QIcon toggleIcon(const QString& name, const ThemeTokens& tokens)
{
    QFile file(":/isthmus/icons/" + name + ".svg");
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    const QByteArray drawing = isThere ? file.readAll() : QByteArray();
    QIcon icon;
    for (const double scale : {1.0, 1.5, 2.0, 3.0}) {
        icon.addPixmap(painted(drawing, tokens.dim, scale), QIcon::Normal, QIcon::Off);
        icon.addPixmap(painted(drawing, tokens.onAccent, scale), QIcon::Normal, QIcon::On);
        icon.addPixmap(painted(drawing, tokens.line, scale), QIcon::Disabled, QIcon::Off);
    }
    return icon;
}

} // namespace isthmus
