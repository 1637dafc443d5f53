// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Batch.h"

namespace isthmus {

void Batch::resize(Index features, Index samples)
{
    m_rows = features;
    m_cols = samples;
    m_stride = roundUp(samples, kLane);
    const auto needed = static_cast<std::size_t>(m_rows * m_stride);
    if (needed > m_data.size())
        m_data.resize(needed, 0.0F);
}

} // namespace isthmus
