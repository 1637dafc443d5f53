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

/// Blurs the pixels first, first + step, ... of one channel, in each of the 16 samples.
/// @param copy  room for `count` lines of 16 values
void blurLine(
    const CorruptionBlock& block, const FloatVector& weights, Index first, Index step, Index count, FloatVector& copy)
{
    for (Index i = 0; i < count; ++i)
        std::copy_n(block.line(first + i * step), kLane, copy.data() + i * kLane);
    const auto radius = static_cast<Index>(weights.size()) - 1;
    for (Index i = 0; i < count; ++i) {
        alignas(kAlignment) float sum[kLane] = {};
        for (Index distance = -radius; distance <= radius; ++distance) {
            const float weight = weights[static_cast<std::size_t>(std::abs(distance))];
            const float* from = copy.data() + std::clamp<Index>(i + distance, 0, count - 1) * kLane;
            for (Index lane = 0; lane < kLane; ++lane)
                sum[lane] += weight * from[lane];
        }
        std::copy_n(sum, kLane, block.line(first + i * step));
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
    FloatVector copy(static_cast<std::size_t>(std::max<Index>(height, block.shape.width) * kLane));
    for (Index y = 0; y < height; ++y)
        for (Index channel = 0; channel < channels; ++channel)
            blurLine(block, weights, y * row + channel, channels, block.shape.width, copy);
    for (Index column = 0; column < row; ++column)
        blurLine(block, weights, column, row, height, copy);
}

} // namespace

CorruptionType blurCorruption()
{
    return {
        "blur", "Blur", "Blur sigma", 0.0, 16.0, 1.5, false, "sigma of the Gaussian blur in pixels; no noise", apply};
}

} // namespace isthmus
