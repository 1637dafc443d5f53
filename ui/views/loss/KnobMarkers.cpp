// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/KnobMarkers.h"

#include "ui/views/loss/markerPlaces.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr double kPadding = 4; // px, left and right of a text on its plate
constexpr double kReach = 4; // px, from a line to the pointer that asks what it says

} // namespace

KnobMarkers::KnobMarkers(QCPAxis* epochs)
    : QCPLayerable(epochs->parentPlot(), "legend") // above the curves
    , m_epochs(epochs)
{
}

void KnobMarkers::setLook(const QColor& colour, const QColor& ground, const QFont& font)
{
    m_colour = colour;
    m_ground = ground;
    m_font = font;
}

QString KnobMarkers::textAt(const QPoint& pixel) const
{
    QStringList texts;
    if (clipRect().contains(pixel))
        for (const KnobMarker& marker : m_markers)
            if (std::abs(m_epochs->coordToPixel(marker.epoch) - pixel.x()) <= kReach)
                texts << markerText(marker);
    return texts.join('\n');
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
    const QRect area = clipRect();
    const QFontMetrics metrics(m_font);
    QStringList texts;
    std::vector<MarkerExtent> extents;
    for (const KnobMarker& marker : m_markers) {
        const double x = std::round(m_epochs->coordToPixel(marker.epoch));
        if (x < area.left() || x > area.right())
            continue;
        texts << markerText(marker);
        extents.push_back({x, metrics.horizontalAdvance(texts.last()) + 2 * kPadding});
    }
    const std::vector<MarkerPlace> places = markerPlaces(extents, area, metrics.height());
    painter->setPen(QPen(m_colour, 1, Qt::DotLine));
    for (std::size_t i = 0; i < places.size(); ++i)
        painter->drawLine(QPointF(extents[i].x, places[i].top), QPointF(extents[i].x, area.bottom()));
    painter->setFont(m_font);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].plate.isNull())
            continue;
        painter->fillRect(places[i].plate, m_ground);
        painter->setPen(m_colour);
        painter->drawText(places[i].plate, Qt::AlignCenter, texts[static_cast<int>(i)]);
    }
}

} // namespace isthmus
