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

Index presentIn(const float* values, Index count)
{
    return std::count_if(values, values + count, [](float value) { return !std::isnan(value); });
}

/// Without the values that are missing in b; they make the sum NaN, so that others need not be looked through.
double presentError(const float* a, const float* b, Index count)
{
    const double sum = rowError(a, b, count);
    if (!std::isnan(sum) || presentIn(b, count) == count)
        return sum;
    double total = 0;
    for (Index i = 0; i < count; ++i) {
        const double difference = std::isnan(b[i]) ? 0 : double(a[i]) - double(b[i]);
        total += difference * difference;
    }
    return total;
}

} // namespace

double meanSquaredError(std::span<const float> a, std::span<const float> b)
{
    assert(a.size() == b.size() && !a.empty());
    const auto count = static_cast<Index>(a.size());
    return presentError(a.data(), b.data(), count) / static_cast<double>(presentIn(b.data(), count));
}

double squaredErrorSum(const Batch& a, const Batch& b, ThreadPool& pool)
{
    assert(a.rows() == b.rows() && a.cols() == b.cols());
    std::vector<double> sums(static_cast<std::size_t>(a.rows()));
    pool.run((a.rows() + kRowsPerTile - 1) / kRowsPerTile, [&](Index tile) {
        const Index end = std::min(a.rows(), (tile + 1) * kRowsPerTile);
        for (Index row = tile * kRowsPerTile; row < end; ++row)
            sums[static_cast<std::size_t>(row)] = presentError(a.row(row), b.row(row), a.cols());
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total;
}

Index presentCount(const Batch& batch)
{
    Index count = 0;
    for (Index row = 0; row < batch.rows(); ++row)
        count += presentIn(batch.row(row), batch.cols());
    return count;
}

double psnrFromMse(double mse)
{
    return mse == 0 ? std::numeric_limits<double>::infinity() : -10 * std::log10(mse);
}

} // namespace isthmus
