// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneViewport.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr double kMargin = 1.12; // visible extent over the extent of what is fitted
constexpr double kFinest = 1e-6; // units per pixel
constexpr double kCoarsest = 1e4;
} // namespace

QRectF PlaneViewport::visible() const
{
    const QSizeF extent = m_pixels * m_unitsPerPixel;
    return {m_centre - QPointF(extent.width() / 2, extent.height() / 2), extent};
}

QPointF PlaneViewport::toPixel(QPointF data) const
{
    const QPointF fromCentre = (data - m_centre) / m_unitsPerPixel;
    return {m_pixels.width() / 2 + fromCentre.x(), m_pixels.height() / 2 - fromCentre.y()};
}

QPointF PlaneViewport::toData(QPointF pixel) const
{
    const QPointF fromCentre(pixel.x() - m_pixels.width() / 2, m_pixels.height() / 2 - pixel.y());
    return m_centre + fromCentre * m_unitsPerPixel;
}

void PlaneViewport::fit(const QRectF& bounds)
{
    m_centre = bounds.center();
    double width = bounds.width();
    double height = bounds.height();
    if (width <= 0 && height <= 0)
        width = height = 1;
    const double across = width / std::max(m_pixels.width(), 1.0);
    const double down = height / std::max(m_pixels.height(), 1.0);
    m_unitsPerPixel = std::clamp(kMargin * std::max(across, down), kFinest, kCoarsest);
}

void PlaneViewport::zoomAt(QPointF pixel, double factor)
{
    const QPointF before = toData(pixel);
    m_unitsPerPixel = std::clamp(m_unitsPerPixel / factor, kFinest, kCoarsest);
    m_centre += before - toData(pixel);
}

void PlaneViewport::pan(QPointF pixels)
{
    m_centre += QPointF(-pixels.x(), pixels.y()) * m_unitsPerPixel;
}

} // namespace isthmus
