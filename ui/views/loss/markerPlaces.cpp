// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/markerPlaces.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr double kPlateGap = 2; // px between a line and its plate, and between plates
constexpr double kShare = 0.6; // of the plot's height that texts may cover

/// The places that have been given away so far.
class TakenPlaces
{
public:
    TakenPlaces(const QRectF& area, double rowHeight)
        : m_area(area)
        , m_rowHeight(rowHeight)
        , m_rows(std::max(1, static_cast<int>(kShare * area.height() / rowHeight)))
    {
    }

    /// The highest place that is free; at first one that covers no line and whose line no plate covers.
    [[nodiscard]] MarkerPlace take(const MarkerExtent& marker)
    {
        for (const bool strict : {true, false})
            for (const bool leftOf : {false, true})
                for (int row = 0; row < m_rows; ++row)
                    if (const auto place = placeIn(row, marker, leftOf); isFree(place, marker.x, strict))
                        return keep(place, marker.x);
        return keep({{}, m_area.top()}, marker.x);
    }

private:
    struct Taken
    {
        MarkerPlace place;
        double x;
    };

    [[nodiscard]] MarkerPlace placeIn(int row, const MarkerExtent& marker, bool leftOf) const
    {
        const double top = m_area.top() + row * m_rowHeight;
        const double left = leftOf ? marker.x - kPlateGap - marker.width : marker.x + kPlateGap;
        return {QRectF(left, top, marker.width, m_rowHeight), top};
    }

    [[nodiscard]] bool isFree(const MarkerPlace& place, double x, bool strict) const
    {
        if (place.plate.left() < m_area.left() || place.plate.right() > m_area.right())
            return false;
        return std::none_of(m_taken.begin(), m_taken.end(), [&](const Taken& other) {
            const bool covers = place.plate.adjusted(-kPlateGap, 0, kPlateGap, 0).intersects(other.place.plate);
            return covers
                || (strict && (crosses(place, x, other.place.plate) || crosses(other.place, other.x, place.plate)));
        });
    }

    /// Whether the line of a place runs through a plate.
    [[nodiscard]] static bool crosses(const MarkerPlace& place, double x, const QRectF& plate)
    {
        return !plate.isNull() && x >= plate.left() && x <= plate.right() && plate.bottom() > place.top;
    }

    MarkerPlace keep(const MarkerPlace& place, double x)
    {
        m_taken.push_back({place, x});
        return place;
    }

    QRectF m_area;
    double m_rowHeight;
    int m_rows;
    std::vector<Taken> m_taken;
};

} // namespace

std::vector<MarkerPlace> markerPlaces(std::span<const MarkerExtent> markers, const QRectF& area, double rowHeight)
{
    TakenPlaces taken(area, rowHeight);
    std::vector<MarkerPlace> places(markers.size());
    const auto isNearTheEnd = [&](const MarkerExtent& each) { return each.x + kPlateGap + each.width > area.right(); };
    for (std::size_t i = markers.size(); i-- > 0;) // the last one first: each begins below the one at its right
        if (isNearTheEnd(markers[i]))
            places[i] = taken.take(markers[i]);
    for (std::size_t i = 0; i < markers.size(); ++i)
        if (!isNearTheEnd(markers[i]))
            places[i] = taken.take(markers[i]);
    return places;
}

} // namespace isthmus
