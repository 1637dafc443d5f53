// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/ReceptiveField.h"

#include <algorithm>
#include <numeric>

namespace isthmus {

namespace {

constexpr Index kLongestPeriod = 1 << 16; // pixels; of a picture that a model could take

/// Consecutive pixels, both counted.
struct Pixels
{
    Index first;
    Index last;
};

/// Rounded down, of a negative number too.
Index quotient(Index number, Index divisor)
{
    return number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor);
}

/// Pixels of a layer's input that some of its output are made of.
Pixels behind(const AxisField& field, Pixels pixels)
{
    const Index first = quotient(pixels.first * field.step + field.first, field.divisor);
    const Index last = quotient(pixels.last * field.step + field.last, field.divisor);
    return {std::min(first, last), std::max(first, last)}; // a spread may leave gaps, which are made of nothing
}

/// The smallest shift that is one of whole pixels in front of and behind each layer; 0: there is none of a size that
/// matters, or the result has another size.
Index periodOf(std::span<const AxisField> layers)
{
    Index period = 1;
    Index pixels = 1; // of the input are as many as `share` of a layer's output
    Index share = 1;
    for (const AxisField& layer : layers) {
        pixels *= layer.step;
        share *= layer.divisor;
        const Index common = std::gcd(pixels, share);
        pixels /= common;
        share /= common;
        period = std::lcm(period, pixels);
        if (period > kLongestPeriod || share > kLongestPeriod)
            return 0;
    }
    return pixels == 1 && share == 1 ? period : 0;
}

} // namespace

AxisField slidingField(Index stride, Index padding, Index reach)
{
    return {stride, 1, -padding, reach - 1 - padding};
}

AxisField spreadingField(Index stride, Index padding, Index reach)
{
    return {1, stride, padding - reach + stride, padding}; // rounded up below, down above
}

std::optional<AxisReach> reachOf(std::span<const AxisField> layers)
{
    AxisReach reach{0, periodOf(layers)};
    if (reach.period == 0)
        return std::nullopt;
    for (Index pixel = 0; pixel < reach.period; ++pixel) {
        Pixels seen{pixel, pixel};
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
            seen = behind(*layer, seen);
        reach.margin = std::max({reach.margin, pixel - seen.first, seen.last - pixel});
    }
    return reach;
}

} // namespace isthmus
