// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

/// One side of a Gaussian, weights[0] in the middle; the whole, both sides, sums to 1.
FloatVector gaussianWeights(double sigma)
{
    const auto radius = static_cast<std::size_t>(std::ceil(3.0 * sigma));
    std::vector<double> raw(radius + 1);
    double sum = 0.0;
    for (std::size_t i = 0; i <= radius; ++i) {
        const double distance = static_cast<double>(i) / sigma;
        raw[i] = std::exp(-0.5 * distance * distance);
        sum += i == 0 ? raw[i] : 2.0 * raw[i];
    }
    FloatVector weights(radius + 1);
    for (std::size_t i = 0; i <= radius; ++i)
        weights[i] = static_cast<float>(raw[i] / sum);
    return weights;
}

using Lanes = Eigen::Array<float, kLane, 1>;
using LanesView = Eigen::Map<Lanes, Eigen::Aligned64>;
using ConstLanesView = Eigen::Map<const Lanes, Eigen::Aligned64>;

/// Blurs the pixels first, first + step, ... of one channel, in each of the 16 samples.
/// @param padded  room for count + 2 * radius lines of 16 values
void blurLine(
    const CorruptionBlock& block, const FloatVector& weights, Index first, Index step, Index count, FloatVector& padded)
{
    const auto radius = static_cast<Index>(weights.size()) - 1;
    for (Index i = -radius; i < count + radius; ++i)
        std::copy_n(
            block.line(first + std::clamp<Index>(i, 0, count - 1) * step), kLane, padded.data() + (i + radius) * kLane);
    for (Index i = 0; i < count; ++i) {
        const float* middle = padded.data() + (i + radius) * kLane;
        Lanes sum = weights[0] * ConstLanesView(middle);
        for (Index distance = 1; distance <= radius; ++distance)
            sum += weights[static_cast<std::size_t>(distance)]
                * (ConstLanesView(middle - distance * kLane) + ConstLanesView(middle + distance * kLane));
        LanesView(block.line(first + i * step)) = sum;
    }
}

void apply(double amount, const CorruptionBlock& block)
{
    if (amount <= 0.0)
        return;
    const FloatVector weights = gaussianWeights(amount);
    const Index channels = block.shape.channels;
    const Index height = block.shape.height;
    const Index row = block.shape.width * channels;
    const Index longest = std::max(height, Index(block.shape.width)) + 2 * static_cast<Index>(weights.size());
    FloatVector padded(static_cast<std::size_t>(longest * kLane));
    for (Index y = 0; y < height; ++y)
        for (Index channel = 0; channel < channels; ++channel)
            blurLine(block, weights, y * row + channel, channels, block.shape.width, padded);
    for (Index column = 0; column < row; ++column)
        blurLine(block, weights, column, row, height, padded);
}

} // namespace

CorruptionType blurCorruption()
{
    return {
        "blur", "Blur", "Blur sigma", 0.0, 16.0, 1.5, false, "sigma of the Gaussian blur in pixels; no noise", apply};
}

} // namespace isthmus
