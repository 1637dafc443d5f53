// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/AxisLayer.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kPlateEdge = 5; // px between the plane's edge and a plate
constexpr double kPadX = 3; // px of a plate around its text
constexpr double kPadY = 1;
constexpr double kNumberGap = 6; // px at least between two numbers

} // namespace

AxisLayer::AxisLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, true)
{
}

void AxisLayer::setTitles(const QString& across, const QString& up)
{
    m_across = across;
    m_up = up;
}

void AxisLayer::setLook(const QFont& font, const QFont& titleFont, const QColor& ink, const QColor& plate)
{
    m_font = font;
    m_titleFont = titleFont;
    m_ink = ink;
    m_plate = plate;
}

void AxisLayer::draw(QCPPainter* painter)
{
    const std::vector<Text> texts = this->texts();
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_plate);
    for (const Text& text : texts)
        painter->drawRoundedRect(text.plate, 3, 3);
    painter->setPen(m_ink);
    for (const Text& text : texts) {
        painter->setFont(text.isTitle ? m_titleFont : m_font);
        painter->drawText(text.plate, Qt::AlignCenter, text.text);
    }
}

std::vector<AxisLayer::Text> AxisLayer::texts() const
{
    std::vector<Text> texts;
    addTitles(texts);
    addNumbers(texts, *mParentPlot->xAxis);
    if (m_upIsMeasured)
        addNumbers(texts, *mParentPlot->yAxis);
    return texts;
}

AxisLayer::Text AxisLayer::textAt(const QString& text, QPointF middle, bool isTitle) const
{
    const QFontMetricsF metrics(isTitle ? m_titleFont : m_font);
    Text placed{text, {}, isTitle};
    placed.plate.setSize({metrics.horizontalAdvance(text) + 2 * kPadX, metrics.height() + 2 * kPadY});
    placed.plate.moveCenter(middle);
    return placed;
}

void AxisLayer::addTitles(std::vector<Text>& texts) const
{
    const QSizeF size = m_viewport.size();
    if (!m_across.isEmpty()) {
        Text across = textAt(m_across, {}, true);
        across.plate.moveBottomRight({size.width() - kPlateEdge, size.height() - kPlateEdge});
        texts.push_back(across);
    }
    if (!m_up.isEmpty()) {
        Text up = textAt(m_up, {}, true);
        up.plate.moveTopLeft({kPlateEdge, m_coveredTop + kPlateEdge});
        texts.push_back(up);
    }
}

void AxisLayer::addNumbers(std::vector<Text>& texts, const QCPAxis& axis) const
{
    const bool isAcross = axis.orientation() == Qt::Horizontal;
    const QRectF view({}, m_viewport.size());
    const QRectF room = view.adjusted(0, isAcross ? 0 : m_coveredTop, 0, isAcross ? 0 : -margins().bottom());
    const QVector<double> ticks = axis.tickVector();
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    for (const double tick : ticks) {
        const double value = std::abs(tick) < 1e-6 * step ? 0 : tick;
        Text number = textAt(axisNumber(value, step), m_viewport.toPixel({tick, tick}), false);
        if (isAcross)
            number.plate.moveBottom(view.bottom() - kPlateEdge);
        else
            number.plate.moveLeft(kPlateEdge);
        const QRectF wanted = number.plate.adjusted(-kNumberGap / 2, 0, kNumberGap / 2, 0);
        const bool isFree =
            std::none_of(texts.begin(), texts.end(), [&](const Text& other) { return other.plate.intersects(wanted); });
        if (room.contains(number.plate) && isFree)
            texts.push_back(number);
    }
}

QMarginsF AxisLayer::margins() const
{
    const QFontMetricsF metrics(m_font);
    const double row = metrics.height() + 2 * kPadY + kPlateEdge;
    const double column = metrics.horizontalAdvance(axisNumber(-0.25)) + 2 * kPadX + kPlateEdge;
    return {m_upIsMeasured ? column : 0, 0, 0, row};
}

QString axisNumber(double value, double step)
{
    constexpr int kFewest = 4;
    constexpr int kMost = 12;
    const bool hasStep = step > 0 && value != 0;
    const double places = hasStep ? std::clamp(std::log10(std::abs(value) / step), 0.0, double(kMost)) : 0;
    const int digits = std::clamp(static_cast<int>(places) + 3, kFewest, kMost); // a step may have two of its own
    return QString::number(value, 'g', digits).replace("e-0", "e-").replace("e+0", "e").replace('-', QChar(0x2212));
}

} // namespace isthmus
