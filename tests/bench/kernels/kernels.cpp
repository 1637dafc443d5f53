// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/kernels/kernels.h"

#include "core/base/Rng.h"

namespace isthmus::benchmarks {

Batch filled(Index features, Index samples)
{
    const Rng rng(1, Purpose::Preview);
    Batch batch(features, samples);
    for (Index row = 0; row < features; ++row) {
        for (Index column = 0; column < batch.stride(); ++column)
            batch.row(row)[column] = 2 * rng.uniform(static_cast<std::uint64_t>(column), 0, std::uint32_t(row)) - 1;
    }
    return batch;
}

FloatVector filledVector(Index count)
{
    const Rng rng(2, Purpose::Preview);
    FloatVector values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 0.1F * (2 * rng.uniform(i, 0, 0) - 1);
    return values;
}

} // namespace isthmus::benchmarks
