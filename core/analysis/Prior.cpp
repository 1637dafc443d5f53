// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"

#include <algorithm>

namespace isthmus {

Matrix samplePrior(int latentDim, Index count, std::uint64_t seed, std::uint64_t first)
{
    const Rng rng(seed, Purpose::Prior);
    Matrix codes(count, latentDim);
    alignas(kAlignment) float normals[4 * kLane];
    std::uint64_t samples[kLane];
    for (Index row = 0; row < count; row += kLane) {
        for (Index i = 0; i < kLane; ++i)
            samples[i] = first + static_cast<std::uint64_t>(row + i);
        for (Index draw = 0; draw < latentDim; draw += 4) {
            rng.normal16(samples, 0, static_cast<std::uint32_t>(draw), normals);
            for (Index i = 0; i < std::min(kLane, count - row); ++i)
                for (Index j = 0; j < std::min<Index>(4, latentDim - draw); ++j)
                    codes(row + i, draw + j) = normals[j * kLane + i];
        }
    }
    return codes;
}

} // namespace isthmus
