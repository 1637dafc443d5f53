// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/data/Dataset.h"

#include <algorithm>
#include <span>

namespace isthmus {

/// Scaled values of some samples, as Dataset::gather(), on all threads.
/// @param images  resized to shape.size() x samples
inline void gatherImages(const Dataset& data, std::span<const Index> samples, Batch& images, ThreadPool& pool)
{
    const auto count = static_cast<Index>(samples.size());
    images.resize(data.shape.size(), count);
    pool.run((count + kLane - 1) / kLane, [&](Index tile) {
        const auto first = static_cast<std::size_t>(tile * kLane);
        const auto some = samples.subspan(first, std::min(static_cast<std::size_t>(kLane), samples.size() - first));
        data.gatherAt(some, images, tile * kLane);
    });
}

} // namespace isthmus
