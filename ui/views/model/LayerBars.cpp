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
    Index widest = 1;
    for (const LayerBar& bar : m_bars)
        widest = std::max(widest, bar.size);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF line(0, 0, width(), kLine);
    for (const LayerBar& bar : m_bars) {
        paintBar(painter, bar, widest, line);
        line.translate(0, kLine);
    }
}

void LayerBars::paintBar(QPainter& painter, const LayerBar& bar, Index widest, const QRectF& line) const
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    const double share = static_cast<double>(bar.size) / static_cast<double>(widest);
    const QRectF box(line.left(), line.center().y() - kBarHeight / 2,
        std::max(kBarHeight, share * kLongest * line.width()), kBarHeight);
    QColor colour = bar.isCode ? tokens.warning : tokens.accent;
    colour.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(box, 2, 2);

    const QString size = QString::fromStdString(grouped(bar.size));
    const double sizeWidth = painter.fontMetrics().horizontalAdvance(size);
    const QRectF label(box.right() + 8, line.top(), line.right() - sizeWidth - 8 - box.right() - 8, line.height());
    painter.setPen(tokens.text);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(bar.label, Qt::ElideRight, static_cast<int>(label.width())));
    painter.setPen(tokens.dim);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, size);
}

} // namespace isthmus
