// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/denoise/AxisTiles.h"

#include "core/base/Batch.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace isthmus {

namespace {

constexpr Index kShifts = 4; // tiles over each pixel along an axis, where a tile is made of all of itself

/// How tiles follow one another.
struct Spacing
{
    Index margin; ///< pixels at both ends of a tile that do not count
    Index step; ///< pixels from one tile to the next
    Index before; ///< pixels by which the first tile begins before the picture
};

Spacing spacingOf(Index extent, const std::optional<AxisReach>& reach)
{
    if (!reach) {
        const Index step = std::max<Index>(extent / kShifts, 1);
        return {0, step, extent - step};
    }
    const Index counting = extent - 2 * reach->margin;
    assert(counting >= reach->period);
    return {reach->margin, counting / reach->period * reach->period, roundUp(reach->margin, reach->period)};
}

/// Weight of a pixel before all are brought to a sum of 1: from 0 at the margin it rises like the square of a sine.
double rawWeight(Index pixel, Index extent, const Spacing& spacing)
{
    const Index fromEdge = std::min(pixel, extent - 1 - pixel) - spacing.margin;
    if (fromEdge < 0)
        return 0;
    const Index overlap = extent - 2 * spacing.margin - spacing.step;
    const Index rise = std::min(overlap, (extent - 2 * spacing.margin) / 2);
    const double share = std::min(1.0, double(fromEdge + 1) / double(rise + 1));
    const double sine = std::sin(0.5 * std::numbers::pi * share);
    return sine * sine;
}

AxisTiles oneTile(Index pixels)
{
    return {pixels, {0}, {std::vector<float>(static_cast<std::size_t>(pixels), 1.0F)}};
}

} // namespace

AxisTiles tilesAlong(Index pixels, Index extent, const std::optional<AxisReach>& reach)
{
    if (pixels == extent)
        return oneTile(pixels);
    const Spacing spacing = spacingOf(extent, reach);
    AxisTiles tiles{extent, {}, {}};
    // The last one is the first behind which no pixel is left that counts in no tile, or in fewer than others.
    const Index counting = reach ? extent - spacing.margin : spacing.step;
    for (Index start = -spacing.before; tiles.starts.empty() || tiles.starts.back() + counting < pixels;
         start += spacing.step)
        tiles.starts.push_back(start);

    std::vector<double> raw;
    for (Index pixel = 0; pixel < extent; ++pixel)
        raw.push_back(rawWeight(pixel, extent, spacing));
    std::vector<double> sums(static_cast<std::size_t>(pixels), 0.0);
    const auto forEachInside = [&](Index start, const auto& work) {
        for (Index pixel = std::max<Index>(-start, 0); pixel < std::min(extent, pixels - start); ++pixel)
            work(static_cast<std::size_t>(pixel), static_cast<std::size_t>(start + pixel));
    };
    for (const Index start : tiles.starts)
        forEachInside(start, [&](std::size_t inTile, std::size_t place) { sums[place] += raw[inTile]; });
    for (const Index start : tiles.starts) {
        std::vector<float> weights(raw.size(), 0.0F);
        forEachInside(start, [&](std::size_t inTile, std::size_t place) {
            weights[inTile] = static_cast<float>(raw[inTile] / sums[place]);
        });
        tiles.weights.push_back(std::move(weights));
    }
    return tiles;
}

Index mirroredPlace(Index place, Index pixels)
{
    if (pixels == 1)
        return 0;
    const Index period = 2 * (pixels - 1);
    const Index within = (place % period + period) % period;
    return within < pixels ? within : period - within;
}

} // namespace isthmus
