// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ManifoldLayer.h"

namespace isthmus {

namespace {
constexpr int kLargest = 4096; // px of a scaled copy
} // namespace

ManifoldLayer::ManifoldLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, false)
{
}

void ManifoldLayer::setPicture(const QImage& image, const QRectF& range)
{
    m_image = image;
    m_range = range;
    m_scaled = {};
}

void ManifoldLayer::setLook(const QColor& ground, double opacity)
{
    m_ground = ground;
    m_opacity = opacity;
    m_scaled = {};
}

void ManifoldLayer::draw(QCPPainter* painter)
{
    if (m_image.isNull())
        return;
    const QRectF target(
        m_viewport.toPixel({m_range.left(), m_range.bottom()}), m_viewport.toPixel({m_range.right(), m_range.top()}));
    const QSize pixels = (target.size() * mParentPlot->bufferDevicePixelRatio()).toSize();
    // To be kept, with the model's own pixels; or far too close for a scaled copy: only a part of it is in sight.
    const bool isKept = painter->modes().testFlag(QCPPainter::pmNoCaching);
    if (isKept || pixels.width() > kLargest || pixels.height() > kLargest) {
        painter->setOpacity(m_opacity);
        painter->drawImage(target, m_image);
        painter->setOpacity(1);
    } else if (!pixels.isEmpty()) {
        if (m_scaled.size() != pixels)
            m_scaled = faint(pixels);
        painter->drawImage(target, m_scaled);
    }
}

QImage ManifoldLayer::faint(QSize pixels) const
{
    QImage image(pixels, QImage::Format_RGB32);
    image.fill(m_ground);
    QPainter painter(&image);
    painter.setOpacity(m_opacity);
    painter.drawImage(0, 0, m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return image;
}

} // namespace isthmus
