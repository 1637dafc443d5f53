// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"

#include <algorithm>

namespace isthmus {

/// Replaces each pixel of a block by replace(value, u), all channels by the same u, uniform in (0, 1); the draw is
/// the number of the pixel.
template <typename Replace>
void replacePixels(const CorruptionBlock& block, const Replace& replace)
{
    const Index pixels = block.pixels();
    const Index channels = block.shape.channels;
    alignas(kAlignment) float chance[4 * kLane];
    for (Index pixel = 0; pixel < pixels; pixel += 4) {
        block.rng.uniform16(block.samples, block.epoch, static_cast<std::uint32_t>(pixel), chance);
        const Index count = std::min<Index>(4, pixels - pixel);
        for (Index i = 0; i < count; ++i)
            for (Index channel = 0; channel < channels; ++channel) {
                float* line = block.line((pixel + i) * channels + channel);
                for (Index lane = 0; lane < kLane; ++lane)
                    line[lane] = replace(line[lane], chance[i * kLane + lane]);
            }
    }
}

} // namespace isthmus
