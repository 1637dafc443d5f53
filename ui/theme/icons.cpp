// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/Theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <initializer_list>

namespace isthmus {
namespace {

constexpr int kSize = 16; // px
constexpr double kScales[] = {1.0, 1.5, 2.0, 3.0};

/// One look of an icon.
struct Look
{
    QColor colour;
    QIcon::Mode mode = QIcon::Normal;
    QIcon::State state = QIcon::Off;
};

QPixmap painted(QByteArray drawing, const QColor& colour, double scale)
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

QIcon iconOf(const QString& name, std::initializer_list<Look> looks)
{
    QFile file(":/isthmus/icons/" + name + ".svg");
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    const QByteArray drawing = isThere ? file.readAll() : QByteArray();
    QIcon icon;
    for (const double scale : kScales)
        for (const Look& look : looks)
            icon.addPixmap(painted(drawing, look.colour, scale), look.mode, look.state);
    return icon;
}

} // namespace

QIcon themeIcon(const QString& name, const QColor& colour, const QColor& disabled)
{
    return iconOf(name, {{colour}, {disabled, QIcon::Disabled}});
}

QIcon menuIcon(const QString& name, const ThemeTokens& tokens)
{
    return iconOf(name, {{tokens.text}, {tokens.onAccent, QIcon::Active}, {tokens.dim, QIcon::Disabled}});
}

QIcon recoloured(const QIcon& icon, const QColor& colour)
{
    QIcon result;
    for (const double scale : kScales) {
        QPixmap pixmap = icon.pixmap(QSize(kSize, kSize), scale);
        QPainter painter(&pixmap);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(QRect(0, 0, kSize, kSize), colour);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

QIcon toggleIcon(const QString& name, const ThemeTokens& tokens)
{
    return iconOf(name, {{tokens.dim}, {tokens.onAccent, QIcon::Normal, QIcon::On}, {tokens.line, QIcon::Disabled}});
}

} // namespace isthmus
