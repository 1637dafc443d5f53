// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ScatterLayer.h"

#include "core/base/Error.h"
#include "ui/export/DrawingRecorder.h"
#include "ui/views/latent/DotSplatter.h"

namespace isthmus {

namespace {

constexpr std::size_t kMany = 20'000; // points from which on dots are smaller

double diameterFor(std::size_t points)
{
    return points > kMany ? 1.8 : 2.6;
}

QImage emptyImage(QSize pixels)
{
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

} // namespace

ScatterLayer::ScatterLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, false)
{
}

void ScatterLayer::draw(QCPPainter* painter)
{
    const double ratio = painter->device()->devicePixelRatioF();
    const DotSplatter splatter(m_colours, diameterFor(m_points.size()) * ratio);
    const int margin = splatter.margin();
    const QSize pixels = (QSizeF(mParentPlot->viewport().size()) * ratio).toSize() + QSize(2 * margin, 2 * margin);
    const QRectF target(QPointF(-margin, -margin) / ratio, QSizeF(pixels) / ratio);
    const QPointF origin = m_viewport.toPixel({0, 0});
    const double scale = ratio / m_viewport.unitsPerPixel();
    const PlaneTransform transform{.scaleX = scale,
        .offsetX = origin.x() * ratio + margin,
        .scaleY = -scale,
        .offsetY = origin.y() * ratio + margin};

    if (DrawingRecorder::paintLater(*painter, target, pixels, [splatter, transform, pixels, points = m_points] {
            QImage image = emptyImage(pixels);
            if (image.isNull())
                throw Error(
                    "picture: no memory for " + grouped(pixels.width()) + " x " + grouped(pixels.height()) + " pixels");
            splatter.paint(points, transform, image);
            return image;
        }))
        return;
    if (m_image.size() == pixels)
        m_image.fill(Qt::transparent);
    else
        m_image = emptyImage(pixels);
    if (m_image.isNull())
        return;
    splatter.paint(m_points, transform, m_image);
    painter->drawImage(target, m_image);
}

} // namespace isthmus
