// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Batch.h"

namespace isthmus {

namespace {

/// An odd number of cache lines where rows are long: then a column of blocks spreads over all sets of a cache, while
/// strides of a power of two crowd into a few of them.
Index paddedStride(Index samples)
{
    const Index lines = roundUp(samples, kLane) / kLane;
    return (lines >= 4 ? lines | 1 : lines) * kLane;
}

} // namespace

void Batch::resize(Index features, Index samples)
{
    m_rows = features;
    m_cols = samples;
    m_stride = paddedStride(samples);
    const auto needed = static_cast<std::size_t>(m_rows * m_stride);
    if (needed > m_data.size())
        m_data.resize(needed, 0.0F);
}

} // namespace isthmus
