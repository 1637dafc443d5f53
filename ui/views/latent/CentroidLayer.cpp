// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/CentroidLayer.h"

namespace isthmus {

CentroidLayer::CentroidLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport)
    : PlaneLayer(plot, layer, viewport, true)
{
}

void CentroidLayer::setLook(const QFont& font, const QColor& ink, const QColor& plate)
{
    m_font = font;
    m_ink = ink;
    m_plate = plate;
}

void CentroidLayer::draw(QCPPainter* painter)
{
    const std::vector<QRectF> rectangles = plates();
    painter->setFont(m_font);
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_plate);
        painter->drawRoundedRect(rectangles[i], 4, 4);
        painter->setPen(m_ink);
        painter->drawText(rectangles[i], Qt::AlignCenter, m_labels[i].text);
    }
}

std::vector<QRectF> CentroidLayer::plates() const
{
    const QFontMetricsF metrics(m_font);
    std::vector<QRectF> rectangles;
    for (const CentroidLabel& label : m_labels) {
        QRectF plate(0, 0, metrics.horizontalAdvance(label.text) + 12, metrics.height() + 4);
        plate.moveCenter(m_viewport.toPixel(label.place));
        rectangles.push_back(plate);
    }
    spread(rectangles);
    return rectangles;
}

void spread(std::vector<QRectF>& plates)
{
    constexpr int kRounds = 20;
    constexpr double kGap = 1;
    bool moved = true;
    for (int round = 0; round < kRounds && moved; ++round) {
        moved = false;
        for (std::size_t i = 0; i < plates.size(); ++i)
            for (std::size_t j = i + 1; j < plates.size(); ++j) {
                const QRectF common = plates[i].intersected(plates[j]);
                if (common.isEmpty())
                    continue;
                const double way = (common.height() + kGap) / 2;
                const bool iIsAbove = plates[i].center().y() <= plates[j].center().y();
                plates[i].translate(0, iIsAbove ? -way : way);
                plates[j].translate(0, iIsAbove ? way : -way);
                moved = true;
            }
    }
}

} // namespace isthmus
