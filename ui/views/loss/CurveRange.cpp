// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/CurveRange.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kLowQuantile = 0.01;
constexpr double kHighQuantile = 0.97;
constexpr double kSpare = 0.08;

double quantile(std::vector<float>& values, double share)
{
    const auto position = values.begin() + std::lround(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), position, values.end());
    return *position;
}

/// How many of so many points are the first steps.
std::size_t leftOut(std::size_t count)
{
    return count < 8 ? 0 : std::max<std::size_t>(count / 50, std::min<std::size_t>(20, count / 4));
}

ValueRange withMargin(ValueRange range, bool logarithmic)
{
    if (logarithmic) {
        const double margin = std::pow(range.upper / range.lower, kSpare) * 1.002;
        return {range.lower / margin, range.upper * margin};
    }
    const double margin = std::max(kSpare * (range.upper - range.lower), 1e-3 * std::abs(range.upper) + 1e-9);
    return {range.lower - margin, range.upper + margin};
}

} // namespace

std::optional<ValueRange> robustRange(
    std::span<const CurvePoint> points, std::span<const double> heldOut, bool fromStart, bool logarithmic)
{
    std::vector<float> lows;
    std::vector<float> highs;
    for (const CurvePoint& point : points.subspan(fromStart ? leftOut(points.size()) : 0)) {
        lows.push_back(logarithmic ? std::max(point.low, 1e-6F) : point.low);
        highs.push_back(logarithmic ? std::max(point.high, 1e-6F) : point.high);
    }
    if (lows.empty())
        return std::nullopt;
    ValueRange range{quantile(lows, kLowQuantile), quantile(highs, kHighQuantile)};
    for (const double value : heldOut) {
        if (!std::isfinite(value) || (logarithmic && value <= 0))
            continue;
        range.lower = std::min(range.lower, value);
        range.upper = std::max(range.upper, value);
    }
    return withMargin(range, logarithmic);
}

double followedEnd(double epoch)
{
    for (const double end : {0.1, 0.25, 0.5, 1.0})
        if (epoch <= end)
            return end;
    const double unit = epoch <= 10 ? 1 : std::pow(10, std::floor(std::log10(epoch))) / 5;
    return std::ceil(epoch / unit) * unit;
}

} // namespace isthmus
