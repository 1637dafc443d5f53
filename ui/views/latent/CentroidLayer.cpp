// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/CentroidLayer.h"

#include "ui/views/latent/planeLook.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr std::size_t kMostSpread = 20; // bounds the time that spread() takes; so many come apart from one place
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
    const std::vector<Plate> seen = plates();
    std::vector<QRectF> places;
    for (const Plate& plate : seen)
        places.push_back(plate.place);
    if (places.size() <= kMostSpread)
        spread(places);
    const std::vector<bool> isReadable = readable(places);
    painter->setFont(m_font);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (!isReadable[i])
            continue;
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_plate);
        painter->drawRoundedRect(places[i], 4, 4);
        painter->setPen(m_ink);
        painter->drawText(places[i], Qt::AlignCenter, seen[i].text);
    }
}

std::vector<CentroidLayer::Plate> CentroidLayer::plates() const
{
    const QFontMetricsF metrics(m_font);
    const QRectF view({}, m_viewport.size());
    std::vector<Plate> seen;
    for (const CentroidLabel& label : m_labels) {
        const QPointF centre = m_viewport.toPixel(label.place);
        if (!view.contains(centre))
            continue;
        Plate plate{metrics.elidedText(label.text, Qt::ElideMiddle, kLongestName), {}};
        plate.place.setSize({metrics.horizontalAdvance(plate.text) + 12, metrics.height() + 4});
        plate.place.moveCenter(centre);
        seen.push_back(plate);
    }
    return seen;
}

void spread(std::vector<QRectF>& plates)
{
    constexpr int kRounds = 400;
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
    std::vector<bool> flags;
    std::vector<QRectF> kept;
    for (const QRectF& plate : plates) {
        const auto covers = [&plate](const QRectF& other) { return other.intersects(plate); };
        flags.push_back(std::none_of(kept.begin(), kept.end(), covers));
        if (flags.back())
            kept.push_back(plate);
    }
    return flags;
}

} // namespace isthmus
