// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Quality.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace isthmus {

namespace {

constexpr Index kRowsPerTile = 64;

/// Adds up 16 sums that each take every 16th value, so that the processor can work on all of them at once.
double rowError(const float* a, const float* b, Index count)
{
    double sums[kLane] = {};
    for (Index first = 0; first < count; first += kLane) {
        const Index lanes = std::min(kLane, count - first);
        for (Index lane = 0; lane < lanes; ++lane) {
            const double difference = double(a[first + lane]) - double(b[first + lane]);
            sums[lane] += difference * difference;
        }
    }
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total;
}

} // namespace

double meanSquaredError(std::span<const float> a, std::span<const float> b)
{
    assert(a.size() == b.size() && !a.empty());
    return rowError(a.data(), b.data(), static_cast<Index>(a.size())) / static_cast<double>(a.size());
}

double squaredErrorSum(const Batch& a, const Batch& b, ThreadPool& pool)
{
    assert(a.rows() == b.rows() && a.cols() == b.cols());
    std::vector<double> sums(static_cast<std::size_t>(a.rows()));
    pool.run((a.rows() + kRowsPerTile - 1) / kRowsPerTile, [&](Index tile) {
        const Index end = std::min(a.rows(), (tile + 1) * kRowsPerTile);
        for (Index row = tile * kRowsPerTile; row < end; ++row)
            sums[static_cast<std::size_t>(row)] = rowError(a.row(row), b.row(row), a.cols());
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total;
}

double psnrFromMse(double mse)
{
    return mse == 0 ? std::numeric_limits<double>::infinity() : -10 * std::log10(mse);
}

} // namespace isthmus
