// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ScatterLayer.h"

#include "ui/views/latent/DotSplatter.h"

namespace isthmus {

namespace {

constexpr std::size_t kMany = 20'000; // points from which on dots are smaller

double diameterFor(std::size_t points)
{
    return points > kMany ? 1.8 : 2.6;
}

} // namespace

ScatterLayer::ScatterLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, false)
{
}

const QImage& ScatterLayer::render(QSize size, double ratio)
{
    const DotSplatter splatter(m_colours, diameterFor(m_points.size()) * ratio);
    m_margin = splatter.margin();
    const QSize pixels = (QSizeF(size) * ratio).toSize() + QSize(2 * m_margin, 2 * m_margin);
    if (m_image.size() != pixels || !m_image.isDetached()) // a drawing keeps the old one: no copy of it
        m_image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(1);
    m_image.fill(Qt::transparent);

    const QPointF origin = m_viewport.toPixel({0, 0});
    const double scale = ratio / m_viewport.unitsPerPixel();
    splatter.paint(m_points,
        {.scaleX = scale,
            .offsetX = origin.x() * ratio + m_margin,
            .scaleY = -scale,
            .offsetY = origin.y() * ratio + m_margin},
        m_image);
    m_image.setDevicePixelRatio(ratio);
    return m_image;
}

void ScatterLayer::draw(QCPPainter* painter)
{
    const double ratio = painter->device()->devicePixelRatioF();
    const QImage& image = render(mParentPlot->viewport().size(), ratio);
    painter->drawImage(QPointF(-m_margin / ratio, -m_margin / ratio), image);
}

} // namespace isthmus
