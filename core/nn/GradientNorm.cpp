// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/GradientNorm.h"

#include "core/nn/tiles.h"

#include <array>
#include <cmath>
#include <numeric>

namespace isthmus {

namespace {

constexpr Index kLeastTile = 4096; // floats

/// One sum per lane, so that the loop is vectorised without reordering it.
double sumOfSquares(const float* values, Index count)
{
    std::array<double, kLane> sums{};
    const Index whole = count / kLane * kLane;
    for (Index i = 0; i < whole; i += kLane) {
        for (Index lane = 0; lane < kLane; ++lane) {
            const auto value = static_cast<double>(values[i + lane]);
            sums[static_cast<std::size_t>(lane)] += value * value;
        }
    }
    double total = std::accumulate(sums.begin(), sums.end(), 0.0);
    for (Index i = whole; i < count; ++i)
        total += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    return total;
}

} // namespace

double gradientNorm(const FloatVector& gradient, ThreadPool& pool)
{
    const auto count = static_cast<Index>(gradient.size());
    const Index step = rowsPerTile(count, kLeastTile);
    std::array<double, std::size_t(2) * kTiles> sums{};
    forEachRowTileOf(pool, count, kLeastTile, 1, [&](const Block& tile) {
        sums[static_cast<std::size_t>(tile.firstRow / step)] = sumOfSquares(gradient.data() + tile.firstRow, tile.rows);
    });
    return std::sqrt(std::accumulate(sums.begin(), sums.end(), 0.0));
}

double clippingScale(double norm, double limit)
{
    constexpr double kGuard = 1e-6;
    const double scale = limit / (norm + kGuard);
    return scale < 1 ? scale : 1;
}

} // namespace isthmus
