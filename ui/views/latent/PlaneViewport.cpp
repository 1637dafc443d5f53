// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneViewport.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr double kMargin = 1.12; // visible extent over the extent of what is fitted
constexpr double kFinest = 1e-6; // units per pixel
constexpr double kCoarsest = 1e4;
constexpr double kLeastRoom = 0.5; // share of the window
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

QRectF PlaneViewport::room(QMarginsF covered) const
{
    if (covered.left() + covered.right() > (1 - kLeastRoom) * m_pixels.width())
        covered.setLeft(0), covered.setRight(0);
    if (covered.top() + covered.bottom() > (1 - kLeastRoom) * m_pixels.height())
        covered.setTop(0), covered.setBottom(0);
    return QRectF({}, m_pixels).marginsRemoved(covered);
}

QRectF PlaneViewport::uncovered(const QMarginsF& covered) const
{
    const QRectF pixels = room(covered);
    return QRectF(toData(pixels.topLeft()), toData(pixels.bottomRight())).normalized();
}

void PlaneViewport::fit(const QRectF& bounds, const QMarginsF& covered)
{
    double width = bounds.width();
    double height = bounds.height();
    if (width <= 0 && height <= 0)
        width = height = 1;
    const QRectF pixels = room(covered);
    const double across = width / std::max(pixels.width(), 1.0);
    const double down = height / std::max(pixels.height(), 1.0);
    m_unitsPerPixel = std::clamp(kMargin * std::max(across, down), kFinest, kCoarsest);
    m_centre = {};
    m_centre = bounds.center() - toData(pixels.center());
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
