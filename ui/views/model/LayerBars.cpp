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
constexpr double kLongest = 0.42; // of the widget's width, where the names leave it
constexpr double kFaint = 0.45; // opacity
constexpr double kLeastBar = 24; // px of the longest one
constexpr int kLeastName = 24; // px that are left of a name before its last part
constexpr QStringView kJoint = u" \u00b7 "; // between the parts of a name

QString sizeOf(const LayerBar& bar)
{
    return QString::fromStdString(grouped(bar.size));
}

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

void LayerBars::setFaint(bool faint)
{
    m_isFaint = faint;
    update();
}

QSize LayerBars::sizeHint() const
{
    return {232, kLine * static_cast<int>(m_bars.size())};
}

void LayerBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setOpacity(m_isFaint ? kFaint : 1);
    draw(painter, width(), Theme::of(this).tokens());
}

int LayerBars::fullWidth() const
{
    int label = 0;
    int size = 0;
    for (const LayerBar& bar : m_bars) {
        label = std::max(label, fontMetrics().horizontalAdvance(bar.label));
        size = std::max(size, fontMetrics().horizontalAdvance(sizeOf(bar)));
    }
    return std::max(sizeHint().width(), static_cast<int>((label + size + 2 * kGap + 2) / (1 - kLongest)));
}

Index LayerBars::widest() const
{
    Index widest = 1;
    for (const LayerBar& bar : m_bars)
        widest = std::max(widest, bar.size);
    return widest;
}

double LayerBars::lengthOf(const LayerBar& bar, double longest) const
{
    return std::max(kBarHeight, longest * static_cast<double>(bar.size) / static_cast<double>(widest()));
}

double LayerBars::nameRoom(const LayerBar& bar, double length, double width) const
{
    return width - length - 2 * kGap - fontMetrics().horizontalAdvance(sizeOf(bar));
}

double LayerBars::longestBar(double width) const
{
    double longest = kLongest * width;
    for (const LayerBar& bar : m_bars) {
        const double share = static_cast<double>(bar.size) / static_cast<double>(widest());
        const double room = nameRoom(bar, 0, width) - fontMetrics().horizontalAdvance(bar.label) - 1;
        if (share > 0)
            longest = std::min(longest, room / share);
    }
    return std::max(longest, kLeastBar);
}

QString LayerBars::shownName(const LayerBar& bar, double room) const
{
    const QFontMetrics metrics = fontMetrics();
    const qsizetype end = bar.label.lastIndexOf(kJoint);
    const QString last = end < 0 ? QString() : bar.label.mid(end);
    const auto before = static_cast<int>(room) - metrics.horizontalAdvance(last);
    if (end < 0 || metrics.horizontalAdvance(bar.label) <= room || before < kLeastName)
        return metrics.elidedText(bar.label, Qt::ElideRight, static_cast<int>(room));
    return metrics.elidedText(bar.label.left(end), Qt::ElideRight, before) + last;
}

QStringList LayerBars::shownNames(double width) const
{
    const double longest = longestBar(width);
    QStringList names;
    for (const LayerBar& bar : m_bars)
        names << shownName(bar, nameRoom(bar, lengthOf(bar, longest), width));
    return names;
}

void LayerBars::draw(QPainter& painter, double width, const ThemeTokens& look) const
{
    const double longest = longestBar(width);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    QRectF line(0, 0, width, kLine);
    for (const LayerBar& bar : m_bars) {
        paintBar(painter, bar, lengthOf(bar, longest), line, look);
        line.translate(0, kLine);
    }
}

void LayerBars::paintBar(
    QPainter& painter, const LayerBar& bar, double length, const QRectF& line, const ThemeTokens& look) const
{
    const QRectF box(line.left(), line.center().y() - kBarHeight / 2, length, kBarHeight);
    QColor colour = bar.isCode ? look.warning : look.accent;
    colour.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(box, 2, 2);

    const double room = nameRoom(bar, length, line.width());
    painter.setPen(look.text);
    painter.drawText(QRectF(box.right() + kGap, line.top(), room + 1, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
        shownName(bar, room));
    painter.setPen(look.dim);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, sizeOf(bar));
}

} // namespace isthmus
