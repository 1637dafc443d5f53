// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"
#include "core/data/gaussianWeights.h"

#include <algorithm>
#include <array>
#include <span>

namespace isthmus {

namespace {

constexpr double kLargestSigma = 16.0;
constexpr int kLargestRadius = 48; ///< 3 sigma

/// One side of a Gaussian.
struct Weights
{
    std::array<float, kLargestRadius + 1> values{};
    Index radius = 0;
};

Weights weightsOf(double sigma)
{
    Weights weights;
    weights.radius = gaussianRadius(sigma);
    fillGaussian(sigma, std::span(weights.values).first(static_cast<std::size_t>(weights.radius + 1)));
    return weights;
}

using Lanes = Eigen::Array<float, kLane, 1>;
using LanesView = Eigen::Map<Lanes, Eigen::Aligned64>;
using ConstLanesView = Eigen::Map<const Lanes, Eigen::Aligned64>;

/// Blurs the pixels first, first + step, ... of one channel, in each of the 16 samples. Those under the kernel are kept
/// in a ring as they were.
void blurLine(const CorruptionBlock& block, const Weights& weights, Index first, Index step, Index count)
{
    constexpr Index kRing = 128;
    static_assert(kRing > 2 * kLargestRadius);
    alignas(kAlignment) float ring[kRing * kLane];
    const auto kept = [&ring](Index i) { return ring + (i & (kRing - 1)) * kLane; };
    const auto keep = [&](Index i) {
        std::copy_n(block.line(first + std::clamp<Index>(i, 0, count - 1) * step), kLane, kept(i));
    };
    for (Index i = -weights.radius; i < weights.radius; ++i)
        keep(i);
    for (Index i = 0; i < count; ++i) {
        keep(i + weights.radius);
        Lanes sum = weights.values[0] * ConstLanesView(kept(i));
        for (Index distance = 1; distance <= weights.radius; ++distance)
            sum += weights.values[static_cast<std::size_t>(distance)]
                * (ConstLanesView(kept(i - distance)) + ConstLanesView(kept(i + distance)));
        LanesView(block.line(first + i * step)) = sum;
    }
}

void apply(double amount, const CorruptionBlock& block)
{
    if (amount <= 0.0)
        return;
    const Weights weights = weightsOf(amount);
    const Index channels = block.shape.channels;
    const Index height = block.shape.height;
    const Index row = block.shape.width * channels;
    for (Index y = 0; y < height; ++y)
        for (Index channel = 0; channel < channels; ++channel)
            blurLine(block, weights, y * row + channel, channels, block.shape.width);
    for (Index column = 0; column < row; ++column)
        blurLine(block, weights, column, row, height);
}

} // namespace

CorruptionType blurCorruption()
{
    return {"blur", "Blur", "blur of % px", "Blur sigma", 0.0, kLargestSigma, 1.5, false,
        "sigma of the Gaussian blur in pixels; no noise", apply};
}

} // namespace isthmus
