// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/KnobMarkers.h"

#include "core/base/Error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isthmus {

namespace {

double epochOf(const KnobChange& change, std::span<const StepRecord> steps)
{
    if (change.step <= 0 || steps.empty())
        return 0;
    const auto done = std::min(static_cast<std::size_t>(change.step), steps.size());
    return steps[done - 1].epoch;
}

} // namespace

KnobMarker markerOf(const KnobChange& change, std::span<const StepRecord> steps)
{
    return {epochOf(change, steps), change.knob, change.from, change.to};
}

std::vector<KnobMarker> merged(std::span<const KnobMarker> markers, double closest)
{
    std::vector<KnobMarker> result;
    for (const KnobMarker& marker : markers) {
        const auto same = std::find_if(
            result.rbegin(), result.rend(), [&](const KnobMarker& other) { return other.knob == marker.knob; });
        if (same != result.rend() && marker.epoch - same->epoch <= closest)
            same->to = marker.to;
        else
            result.push_back(marker);
    }
    std::erase_if(result, [](const KnobMarker& marker) { return marker.from == marker.to; });
    return result;
}

namespace {

/// A value as a person writes it: the command line's texts name every bit, 0.00050000000000000001.
QString valueText(const std::string& value)
{
    const QString text = QString::fromStdString(value);
    const auto amount = text.lastIndexOf(':') + 1;
    bool isNumber = false;
    const double number = text.mid(amount).toDouble(&isNumber);
    return isNumber ? text.left(amount) + QString::fromStdString(shortNumber(number, 3)) : text;
}

} // namespace

QString markerText(const KnobMarker& marker)
{
    QString knob = QString::fromStdString(marker.knob);
    if (marker.knob == "learning-rate")
        knob = QObject::tr("learning rate");
    else if (marker.knob == "free-bits")
        knob = QObject::tr("free bits");
    else if (marker.knob == "beta")
        knob = QString::fromUtf8("β");
    return QObject::tr("%1 %2 → %3").arg(knob, valueText(marker.from), valueText(marker.to));
}

KnobMarkers::KnobMarkers(QCPAxis* epochs)
    : QCPLayerable(epochs->parentPlot())
    , m_epochs(epochs)
{
}

void KnobMarkers::setLook(const QColor& colour, const QFont& font)
{
    m_colour = colour;
    m_font = font;
}

QRect KnobMarkers::clipRect() const
{
    return m_epochs->axisRect()->rect();
}

void KnobMarkers::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(false);
}

void KnobMarkers::draw(QCPPainter* painter)
{
    constexpr int kRows = 3; // texts that would overlap go one row down, in turn
    const QRect area = clipRect();
    const QFontMetrics metrics(m_font);
    std::array<double, kRows> occupied{};
    painter->setFont(m_font);
    for (const KnobMarker& marker : m_markers) {
        const double x = std::round(m_epochs->coordToPixel(marker.epoch));
        if (x < area.left() || x > area.right())
            continue;
        painter->setPen(QPen(m_colour, 1, Qt::DotLine));
        painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));

        const QString text = markerText(marker);
        const int width = metrics.horizontalAdvance(text);
        const bool leftOf = x + 6 + width > area.right();
        const double left = leftOf ? x - 6 - width : x + 6;
        const auto row = std::find_if(occupied.begin(), occupied.end(), [&](double end) { return end < left; });
        if (row == occupied.end())
            continue;
        *row = std::max(left + width, x) + 6;
        const double top = area.top() + static_cast<double>(row - occupied.begin()) * metrics.height();
        painter->setPen(m_colour);
        painter->drawText(QRectF(left, top, width + 1, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

} // namespace isthmus
