// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ProbeLayer.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr double kRing = 8; // radius, px
constexpr double kDot = 4.5;
constexpr double kEnd = 3.5; // radius of where a way begins and ends
constexpr double kPin = 9; // half the width of the pinned sample's square
constexpr double kArrow = 9; // length
constexpr double kArrowEdge = 4; // px between the arrow and the edge
} // namespace

ProbeLayer::ProbeLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, true)
{
}

void ProbeLayer::setLook(const QColor& accent, const QColor& ink, const QColor& ground)
{
    m_accent = accent;
    m_ink = ink;
    m_ground = ground;
}

void ProbeLayer::draw(QCPPainter* painter)
{
    drawWay(*painter);
    drawHovered(*painter);
    drawPinned(*painter);
    if (!m_probe)
        return;
    const QPointF centre = m_viewport.toPixel(*m_probe);
    if (QRectF({}, m_viewport.size()).contains(centre))
        drawMark(*painter, centre, {m_accent, m_ink, m_ground});
    else
        drawArrow(*painter, centre);
}

void ProbeLayer::drawHovered(QCPPainter& painter) const
{
    if (!m_hovered)
        return;
    painter.setBrush(Qt::NoBrush);
    const QPointF centre = m_viewport.toPixel(*m_hovered);
    for (const QPen& pen : {QPen(m_ground, 3), QPen(m_ink, 1.5)}) {
        painter.setPen(pen);
        painter.drawEllipse(centre, 5.0, 5.0);
    }
}

void ProbeLayer::drawPinned(QCPPainter& painter) const
{
    if (!m_pinned)
        return;
    painter.setBrush(Qt::NoBrush);
    QRectF square(0, 0, 2 * kPin, 2 * kPin);
    square.moveCenter(m_viewport.toPixel(*m_pinned));
    for (const QPen& pen : {QPen(m_ground, 4), QPen(m_accent, 2)}) {
        painter.setPen(pen);
        painter.drawRoundedRect(square, 3, 3);
    }
}

void ProbeLayer::drawArrow(QCPPainter& painter, QPointF probe) const
{
    const QRectF room = QRectF({}, m_viewport.size()).adjusted(kArrowEdge, kArrowEdge, -kArrowEdge, -kArrowEdge);
    const QPointF tip(
        std::clamp(probe.x(), room.left(), room.right()), std::clamp(probe.y(), room.top(), room.bottom()));
    QLineF shaft(tip, 2 * tip - probe); // from the tip back into the plane
    if (shaft.length() < 1)
        return;
    shaft.setLength(kArrow);
    QLineF across = shaft.normalVector();
    across.setLength(0.6 * kArrow);
    const QPointF half = across.p2() - across.p1();
    painter.setPen(QPen(m_ground, 1.5));
    painter.setBrush(m_accent);
    painter.drawPolygon(QPolygonF({tip, shaft.p2() + half, shaft.p2() - half}));
}

void ProbeLayer::drawWay(QCPPainter& painter) const
{
    if (m_way.empty())
        return;
    QPolygonF line;
    for (const QPointF& place : m_way)
        line << m_viewport.toPixel(place);
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {QPen(m_ground, 5), QPen(m_accent, 2)}) {
        painter.setPen(pen);
        painter.drawPolyline(line);
    }
    painter.setPen(QPen(m_ground, 1));
    painter.setBrush(m_accent);
    for (const QPointF& end : {line.first(), line.last()})
        painter.drawEllipse(end, kEnd, kEnd);
}

void ProbeLayer::drawMark(QPainter& painter, QPointF centre, const Colours& colours)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.ground, 4));
    painter.drawEllipse(centre, kRing, kRing);
    painter.setPen(QPen(colours.ink, 1.75));
    painter.drawEllipse(centre, kRing, kRing);
    painter.setPen(QPen(colours.ground, 1));
    painter.setBrush(colours.accent);
    painter.drawEllipse(centre, kDot, kDot);
}

} // namespace isthmus
