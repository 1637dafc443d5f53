// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model/LayerBars.h"

#include "core/base/Error.h"
#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kLine = 22;
constexpr double kBarHeight = 10;
constexpr double kGap = 8; // around a name
constexpr double kLongest = 0.42; // of the widget's width

} // namespace

LayerBars::LayerBars(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LayerBars::setBars(std::vector<LayerBar> bars)
{
    m_bars = std::move(bars);
    QStringList spoken;
    for (const LayerBar& bar : m_bars)
        spoken.append(tr("%1 %2").arg(bar.label).arg(bar.size));
    setAccessibleDescription(spoken.join(", "));
    updateGeometry();
    update();
}

QSize LayerBars::sizeHint() const
{
    return {232, kLine * static_cast<int>(m_bars.size())};
}

void LayerBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter, width(), Theme::of(this).tokens());
}

int LayerBars::fullWidth() const
{
    int label = 0;
    int size = 0;
    for (const LayerBar& bar : m_bars) {
        label = std::max(label, fontMetrics().horizontalAdvance(bar.label));
        size = std::max(size, fontMetrics().horizontalAdvance(QString::fromStdString(grouped(bar.size))));
    }
    return std::max(sizeHint().width(), static_cast<int>((label + size + 2 * kGap + 2) / (1 - kLongest)));
}

void LayerBars::draw(QPainter& painter, double width, const ThemeTokens& look) const
{
    Index widest = 1;
    for (const LayerBar& bar : m_bars)
        widest = std::max(widest, bar.size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    QRectF line(0, 0, width, kLine);
    for (const LayerBar& bar : m_bars) {
        paintBar(painter, bar, widest, line, look);
        line.translate(0, kLine);
    }
}

void LayerBars::paintBar(
    QPainter& painter, const LayerBar& bar, Index widest, const QRectF& line, const ThemeTokens& look) const
{
    const double share = static_cast<double>(bar.size) / static_cast<double>(widest);
    const QRectF box(line.left(), line.center().y() - kBarHeight / 2,
        std::max(kBarHeight, share * kLongest * line.width()), kBarHeight);
    QColor colour = bar.isCode ? look.warning : look.accent;
    colour.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(box, 2, 2);

    const QString size = QString::fromStdString(grouped(bar.size));
    const double sizeWidth = painter.fontMetrics().horizontalAdvance(size);
    const QRectF label(
        box.right() + kGap, line.top(), line.right() - sizeWidth - kGap - box.right() - kGap, line.height());
    painter.setPen(look.text);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(bar.label, Qt::ElideRight, static_cast<int>(label.width())));
    painter.setPen(look.dim);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, size);
}

} // namespace isthmus
