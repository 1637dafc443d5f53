// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"

#include <algorithm>

namespace isthmus {

namespace {

void apply(double amount, const CorruptionBlock& block)
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
                line[lane] = std::min(std::max(line[lane] + sigma * noise[row * kLane + lane], 0.0F), 1.0F);
        }
    }
}

} // namespace

CorruptionType gaussianCorruption()
{
    return {"gaussian", "Gaussian", "Gaussian noise %", "Noise sigma", 0.0, 2.0, 0.5, false,
        "sigma of the noise on the 0..1 scale, each value, then clipped to 0..1", apply};
}

} // namespace isthmus
