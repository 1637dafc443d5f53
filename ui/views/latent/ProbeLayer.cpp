// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ProbeLayer.h"

namespace isthmus {

namespace {
constexpr double kRing = 8; // radius, px
constexpr double kDot = 4.5;
constexpr double kEnd = 3.5; // radius of where a way begins and ends
constexpr double kDiamond = 4; // half its width
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
    drawDiamonds(*painter);
    if (m_hovered) {
        painter->setBrush(Qt::NoBrush);
        const QPointF centre = m_viewport.toPixel(*m_hovered);
        painter->setPen(QPen(m_ground, 3));
        painter->drawEllipse(centre, 5.0, 5.0);
        painter->setPen(QPen(m_ink, 1.5));
        painter->drawEllipse(centre, 5.0, 5.0);
    }
    if (m_probe)
        drawProbe(*painter, m_viewport.toPixel(*m_probe));
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

void ProbeLayer::drawDiamonds(QCPPainter& painter) const
{
    painter.setPen(QPen(m_ground, 1));
    painter.setBrush(m_ink);
    for (const QPointF& place : m_prior) {
        const QPointF centre = m_viewport.toPixel(place);
        const QPointF corners[] = {centre + QPointF(0, -kDiamond), centre + QPointF(kDiamond, 0),
            centre + QPointF(0, kDiamond), centre + QPointF(-kDiamond, 0)};
        painter.drawPolygon(corners, 4);
    }
}

void ProbeLayer::drawProbe(QCPPainter& painter, QPointF centre) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_ground, 4));
    painter.drawEllipse(centre, kRing, kRing);
    painter.setPen(QPen(m_ink, 1.75));
    painter.drawEllipse(centre, kRing, kRing);
    painter.setPen(QPen(m_ground, 1));
    painter.setBrush(m_accent);
    painter.drawEllipse(centre, kDot, kDot);
}

} // namespace isthmus
