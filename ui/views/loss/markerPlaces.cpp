// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/markerPlaces.h"

#include <algorithm>
#include <limits>

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
        for (const bool strict : {true, false}) {
            for (const bool leftOf : {false, true})
                for (int row = 0; row < m_rows; ++row)
                    if (const auto place = placeIn(row, marker, leftOf); isFree(place, marker.x, strict))
                        return keep(place, marker.x);
            ++m_compromises;
        }
        return keep({{}, m_area.top()}, marker.x);
    }

    /// How often a plate had to cover a line, and twice as much where there was no room at all.
    [[nodiscard]] int compromises() const { return m_compromises; }

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
    int m_compromises = 0;
    std::vector<Taken> m_taken;
};

} // namespace

std::vector<MarkerPlace> markerPlaces(std::span<const MarkerExtent> markers, const QRectF& area, double rowHeight)
{
    // Texts at the right of their lines go down in steps from the left, those at the left of theirs from the right.
    std::vector<std::size_t> fromTheRight;
    std::vector<std::size_t> fromBoth;
    for (std::size_t i = markers.size(); i-- > 0;)
        fromTheRight.push_back(i);
    for (const std::size_t i : fromTheRight)
        if (markers[i].x + kPlateGap + markers[i].width > area.right())
            fromBoth.push_back(i);
    for (std::size_t i = 0; fromBoth.size() < markers.size(); ++i)
        fromBoth.push_back(i);

    std::vector<MarkerPlace> best(markers.size());
    int least = std::numeric_limits<int>::max();
    for (const std::vector<std::size_t>& order : {fromBoth, fromTheRight}) {
        TakenPlaces taken(area, rowHeight);
        std::vector<MarkerPlace> places(markers.size());
        for (const std::size_t i : order)
            places[i] = taken.take(markers[i]);
        if (taken.compromises() < least) {
            least = taken.compromises();
            best = places;
        }
    }
    return best;
}

} // namespace isthmus
