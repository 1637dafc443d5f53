// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/CentroidLayer.h"

#include "ui/views/latent/planeLook.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {
constexpr std::size_t kMostSpread = 20; // bounds the time that spread() takes; so many come apart from one place
constexpr double kHides = 1.2; // plate heights: a class of a smaller radius would be hidden by its own name
constexpr double kNameEdge = 4; // px between a plate and the plane's edge
constexpr double kDotReach = 5; // px, about the radius of a dot of few
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
    const std::vector<Plate> plates = readablePlates();
    for (const Plate& plate : plates)
        drawLeader(*painter, plate);
    painter->setFont(m_font);
    for (const Plate& plate : plates) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_plate);
        painter->drawRoundedRect(plate.place, 4, 4);
        painter->setPen(m_ink);
        painter->drawText(plate.place, Qt::AlignCenter, plate.text);
    }
}

void CentroidLayer::drawLeader(QCPPainter& painter, const Plate& plate) const
{
    if (plate.place.contains(plate.middle))
        return;
    const QLineF line(plate.place.center(), plate.middle);
    for (const QPen& pen : {QPen(m_plate, 3), QPen(m_ink, 1)}) {
        painter.setPen(pen);
        painter.drawLine(line);
    }
    painter.setBrush(m_ink);
    painter.drawEllipse(plate.middle, 1.5, 1.5);
}

std::vector<CentroidLayer::Plate> CentroidLayer::readablePlates() const
{
    std::vector<Plate> seen = plates();
    std::vector<QRectF> places;
    for (const Plate& plate : seen)
        places.push_back(plate.place);
    if (places.size() <= kMostSpread)
        spread(places);
    const QRectF room =
        QRectF({}, m_viewport.size()).marginsRemoved(m_covered).adjusted(kNameEdge, kNameEdge, -kNameEdge, -kNameEdge);
    for (QRectF& place : places)
        place = movedInto(place, room);
    const std::vector<bool> isReadable = readable(places);
    std::vector<Plate> kept;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (isReadable[i])
            kept.push_back({seen[i].text, places[i], seen[i].middle});
    return kept;
}

std::vector<CentroidLayer::Plate> CentroidLayer::plates() const
{
    const QRectF view({}, m_viewport.size());
    std::vector<Plate> seen;
    for (const CentroidLabel& label : m_labels)
        if (view.contains(m_viewport.toPixel(label.place)))
            seen.push_back(plateOf(label));
    return seen;
}

CentroidLayer::Plate CentroidLayer::plateOf(const CentroidLabel& label) const
{
    const QFontMetricsF metrics(m_font);
    Plate plate{metrics.elidedText(label.text, Qt::ElideMiddle, kLongestName), {}, m_viewport.toPixel(label.place)};
    const QSizeF size(metrics.horizontalAdvance(plate.text) + 12, metrics.height() + 4);
    plate.place.setSize(size);
    const double radius = label.radius / m_viewport.unitsPerPixel();
    const bool wouldHide = radius < kHides * size.height();
    plate.place.moveCenter(plate.middle - QPointF(0, wouldHide ? radius + size.height() : 0));
    QRectF place = plate.place;
    for (const double heights : {1.0, -1.0, 2.0, -2.0, 3.0}) { // above and below, further and further
        if (hiddenBy(plate.place, label) == 0)
            break;
        place.moveCenter(plate.middle - QPointF(0, heights * size.height() + std::copysign(radius, heights)));
        if (hiddenBy(place, label) < hiddenBy(plate.place, label))
            plate.place = place;
    }
    return plate;
}

std::ptrdiff_t CentroidLayer::hiddenBy(const QRectF& plate, const CentroidLabel& label) const
{
    const QRectF covered = plate.adjusted(-kDotReach, -kDotReach, kDotReach, kDotReach);
    return std::count_if(label.few.begin(), label.few.end(),
        [&](const QPointF& point) { return covered.contains(m_viewport.toPixel(point)); });
}

QRectF movedInto(QRectF plate, const QRectF& room)
{
    plate.moveRight(std::min(plate.right(), room.right()));
    plate.moveBottom(std::min(plate.bottom(), room.bottom()));
    plate.moveLeft(std::max(plate.left(), room.left()));
    plate.moveTop(std::max(plate.top(), room.top()));
    return plate;
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
