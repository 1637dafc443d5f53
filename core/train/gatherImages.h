// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/data/Dataset.h"

#include <algorithm>
#include <span>

namespace isthmus {

/// Calls gather(samples, first) for each lane of them, on all threads.
template <typename Gather>
void gatherLanes(std::span<const Index> samples, ThreadPool& pool, const Gather& gather)
{
    pool.run((static_cast<Index>(samples.size()) + kLane - 1) / kLane, [&](Index tile) {
        const auto first = static_cast<std::size_t>(tile * kLane);
        gather(samples.subspan(first, std::min(static_cast<std::size_t>(kLane), samples.size() - first)), tile * kLane);
    });
}

/// Scaled values of some samples, as Dataset::gather(), on all threads.
/// @param images  resized to shape.size() x samples
inline void gatherImages(const Dataset& data, std::span<const Index> samples, Batch& images, ThreadPool& pool)
{
    images.resize(data.shape.size(), static_cast<Index>(samples.size()));
    gatherLanes(samples, pool, [&](std::span<const Index> some, Index first) { data.gatherAt(some, images, first); });
}

/// The same as Dataset::gatherTargets().
inline void gatherTargets(const Dataset& data, std::span<const Index> samples, Batch& targets, ThreadPool& pool)
{
    targets.resize(data.shape.size(), static_cast<Index>(samples.size()));
    gatherLanes(
        samples, pool, [&](std::span<const Index> some, Index first) { data.gatherTargetsAt(some, targets, first); });
    data.clearPadding(targets);
}

} // namespace isthmus
