// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"

#include <algorithm>

namespace isthmus {

namespace {

/// Calls change(value, noise) for each value, with noise from N(0, sigma^2).
template <typename Change>
void addNoise(double amount, const CorruptionBlock& block, const Change& change)
{
    const auto sigma = static_cast<float>(amount);
    const Index features = block.shape.size();
    alignas(kAlignment) float noise[4 * kLane];
    for (Index feature = 0; feature < features; feature += 4) {
        block.rng.normal16(block.samples, block.epoch, static_cast<std::uint32_t>(feature), noise);
        const Index rows = std::min<Index>(4, features - feature);
        for (Index row = 0; row < rows; ++row) {
            float* line = block.line(feature + row);
            for (Index lane = 0; lane < kLane; ++lane)
                line[lane] = change(line[lane], sigma * noise[row * kLane + lane]);
        }
    }
}

} // namespace

CorruptionType gaussianCorruption()
{
    return {"gaussian", "Gaussian", "Gaussian noise %", "Noise sigma", 0.0, 2.0, 0.5, false,
        "sigma of the noise on the 0..1 scale, each value, then clipped to 0..1",
        [](double amount, const CorruptionBlock& block) {
            addNoise(
                amount, block, [](float value, float noise) { return std::min(std::max(value + noise, 0.0F), 1.0F); });
        }};
}

CorruptionType unclippedGaussianCorruption()
{
    return {"gaussian-unclipped", "Gaussian, unclipped", "unclipped Gaussian noise %", "Noise sigma", 0.0, 2.0, 0.2,
        false, "sigma of the noise on the 0..1 scale, each value, not clipped, so that its mean is 0",
        [](double amount, const CorruptionBlock& block) {
            addNoise(amount, block, [](float value, float noise) { return value + noise; });
        }};
}

} // namespace isthmus
