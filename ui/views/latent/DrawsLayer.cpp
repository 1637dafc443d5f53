// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/DrawsLayer.h"

namespace isthmus {

namespace {
constexpr double kDiamond = 4; // half its width, px
}

DrawsLayer::DrawsLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, true)
{
}

void DrawsLayer::setLook(const QColor& ink, const QColor& ground)
{
    m_ink = ink;
    m_ground = ground;
}

void DrawsLayer::draw(QCPPainter* painter)
{
    painter->setPen(QPen(m_ground, 1));
    painter->setBrush(m_ink);
    for (const QPointF& place : m_places) {
        const QPointF centre = m_viewport.toPixel(place);
        const QPointF corners[] = {centre + QPointF(0, -kDiamond), centre + QPointF(kDiamond, 0),
            centre + QPointF(0, kDiamond), centre + QPointF(-kDiamond, 0)};
        painter->drawPolygon(corners, 4);
    }
}

} // namespace isthmus
