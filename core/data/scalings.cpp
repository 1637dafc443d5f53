// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scalings.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kWidthOfBand = 0.25; ///< of its largest number, at most

/// What a number of bits holds, and the least largest number that is taken for a use of them all.
struct Depth
{
    double full;
    double least;
};

constexpr Depth kDepths[] = {{255, 64}, {1023, 512}, {4095, 2048}, {16383, 8192}, {65535, 32768}};

Scaling fromRange(const NumberRange& range)
{
    const double width = range.maximum - range.minimum;
    if (!(width > 0))
        return {1, -range.minimum};
    return {1 / width, -range.minimum / width};
}

bool isUnit(const NumberRange& range)
{
    return range.minimum >= 0 && range.maximum <= 1;
}

/// Does the rule say more than where a fit to channels or columns begins?
bool isOwnRule(ReadOptions::Scale rule)
{
    return rule == ReadOptions::Scale::Bytes || rule == ReadOptions::Scale::Range || rule == ReadOptions::Scale::None;
}

Scaling ofIntegers(const NumberRange& range)
{
    const bool isFarBand = range.maximum - range.minimum < kWidthOfBand * range.maximum;
    if (range.minimum >= 0 && !isFarBand)
        for (const Depth& depth : kDepths)
            if (range.maximum >= depth.least && range.maximum <= depth.full)
                return {1 / depth.full, 0};
    return fromRange(range);
}

} // namespace

Scaling scalingFor(ReadOptions::Scale rule, NumberType type, const NumberRange& training)
{
    switch (rule) {
    case ReadOptions::Scale::Bytes:
        return {};
    case ReadOptions::Scale::Range:
        return fromRange(training);
    case ReadOptions::Scale::None:
        return {1, 0};
    case ReadOptions::Scale::Auto:
    case ReadOptions::Scale::Symmetric:
    case ReadOptions::Scale::Standard:
    case ReadOptions::Scale::Columns:
    case ReadOptions::Scale::Robust:
        break;
    }
    if (isUnit(training))
        return {1, 0};
    return isFloat(type) ? fromRange(training) : ofIntegers(training);
}

Scaling scalingOfPixels(ReadOptions::Scale rule, const NumberRange& training)
{
    if (isOwnRule(rule))
        return scalingFor(rule, NumberType::U8, training);
    return isUnit(training) ? Scaling{1, 0} : Scaling{};
}

Scaling scalingOfPixels(ReadOptions::Scale rule, std::span<const std::uint8_t> training)
{
    const auto isLevel = [](std::uint8_t pixel) { return pixel > 1; };
    if (!isOwnRule(rule) && std::any_of(training.begin(), training.end(), isLevel))
        return {};
    return scalingOfPixels(rule, rangeOf(NumberType::U8, false, training.data(), static_cast<Index>(training.size())));
}

} // namespace isthmus
