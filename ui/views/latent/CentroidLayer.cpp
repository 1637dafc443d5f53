// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/CentroidLayer.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr qreal kMostLabel = 160; // px of a name
constexpr std::size_t kMostSpread = 40; // more of them find no room
} // namespace

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
    const QFontMetricsF metrics(m_font);
    QStringList names;
    for (const CentroidLabel& label : m_labels)
        names << metrics.elidedText(label.text, Qt::ElideMiddle, kMostLabel);
    const std::vector<QRectF> rectangles = plates(names);
    const std::vector<bool> isReadable = readable(rectangles);
    painter->setFont(m_font);
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        if (!isReadable[i])
            continue;
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_plate);
        painter->drawRoundedRect(rectangles[i], 4, 4);
        painter->setPen(m_ink);
        painter->drawText(rectangles[i], Qt::AlignCenter, names[static_cast<qsizetype>(i)]);
    }
}

std::vector<QRectF> CentroidLayer::plates(const QStringList& names) const
{
    const QFontMetricsF metrics(m_font);
    std::vector<QRectF> rectangles;
    for (const CentroidLabel& label : m_labels) {
        const QString& name = names[static_cast<qsizetype>(rectangles.size())];
        QRectF plate(0, 0, metrics.horizontalAdvance(name) + 12, metrics.height() + 4);
        plate.moveCenter(m_viewport.toPixel(label.place));
        rectangles.push_back(plate);
    }
    if (rectangles.size() <= kMostSpread)
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

std::vector<bool> readable(const std::vector<QRectF>& plates)
{
    std::vector<bool> is;
    std::vector<QRectF> kept;
    for (const QRectF& plate : plates) {
        is.push_back(
            std::none_of(kept.begin(), kept.end(), [&plate](const QRectF& other) { return other.intersects(plate); }));
        if (is.back())
            kept.push_back(plate);
    }
    return is;
}

} // namespace isthmus
