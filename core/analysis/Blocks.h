// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <algorithm>
#include <span>

namespace isthmus {

/// Samples that go through a model at a time in analysis. Fixed, so that results depend on nothing but the samples.
inline constexpr Index kAnalysisBlock = 256;

/// Calls work(first, count) for each block of [0, total), in order.
template <typename Work>
void forEachBlock(Index total, const Work& work)
{
    for (Index first = 0; first < total; first += kAnalysisBlock)
        work(first, std::min(kAnalysisBlock, total - first));
}

/// `count` of the numbers from `first` on.
inline std::span<const Index> blockOf(std::span<const Index> samples, Index first, Index count)
{
    return samples.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
}

} // namespace isthmus
