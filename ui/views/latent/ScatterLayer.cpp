// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ScatterLayer.h"

#include "core/base/Error.h"
#include "ui/export/DrawingRecorder.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kLargestDot = 18; // px of a dot that the user has scaled
constexpr double kBackground = 0.6; // opacity of the background's dots over that of the others
constexpr double kMany = 10'000; // points from which on dots are fainter

std::vector<QRgb> fainter(std::vector<QRgb> colours)
{
    for (QRgb& colour : colours)
        colour = qRgba(qRed(colour), qGreen(colour), qBlue(colour), qRound(kBackground * qAlpha(colour)));
    return colours;
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

double diameterFor(std::size_t points)
{
    return std::clamp(22 * std::pow(std::max<double>(double(points), 1), -0.23), 1.2, 9.0);
}

double opacityFor(std::size_t points)
{
    return std::clamp(0.85 * std::pow(kMany / std::max<double>(double(points), 1), 0.2), 0.4, 0.85);
}

double ScatterLayer::dotDiameter() const
{
    return std::min(m_dotScale * diameterFor(m_points.size()), kLargestDot);
}

const ScatterLayer::Dots& ScatterLayer::dots(double devicePixelRatio)
{
    const double diameter = dotDiameter() * devicePixelRatio;
    if (!m_dots || !m_dots->foreground.isOf(m_colours, diameter))
        m_dots = {DotSplatter(m_colours, diameter), DotSplatter(fainter(m_colours), diameter, DotForm::Ring)};
    return *m_dots;
}

void ScatterLayer::paintAll(const Dots& dots, const PlanePoints& points, const PlaneTransform& transform, QImage& image)
{
    dots.background.paint(points, transform, image, 0, points.background);
    dots.foreground.paint(points, transform, image, points.background);
}

void ScatterLayer::draw(QCPPainter* painter)
{
    const double ratio = painter->device()->devicePixelRatioF();
    const Dots& dots = this->dots(ratio);
    const int margin = dots.foreground.margin();
    const QSize pixels = (QSizeF(mParentPlot->viewport().size()) * ratio).toSize() + QSize(2 * margin, 2 * margin);
    const QRectF target(QPointF(-margin, -margin) / ratio, QSizeF(pixels) / ratio);
    const QPointF origin = m_viewport.toPixel({0, 0});
    const double scale = ratio / m_viewport.unitsPerPixel();
    const PlaneTransform transform{.scaleX = scale,
        .offsetX = origin.x() * ratio + margin,
        .scaleY = -scale,
        .offsetY = origin.y() * ratio + margin};

    if (DrawingRecorder::paintLater(*painter, target, pixels, [dots, transform, pixels, points = m_points] {
            QImage image = emptyImage(pixels);
            if (image.isNull())
                throw Error(
                    "picture: no memory for " + grouped(pixels.width()) + " x " + grouped(pixels.height()) + " pixels");
            paintAll(dots, points, transform, image);
            return image;
        }))
        return;
    if (m_image.size() == pixels)
        m_image.fill(Qt::transparent);
    else
        m_image = emptyImage(pixels);
    if (m_image.isNull())
        return;
    paintAll(dots, m_points, transform, m_image);
    painter->drawImage(target, m_image);
}

} // namespace isthmus
