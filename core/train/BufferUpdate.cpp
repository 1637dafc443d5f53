// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/BufferUpdate.h"

#include <algorithm>

namespace isthmus {

std::vector<BufferRange> buffersIn(const std::vector<Parameter>& parameters, Index end)
{
    std::vector<BufferRange> ranges;
    for (const Parameter& parameter : parameters)
        if (parameter.isBuffer && parameter.offset < end)
            ranges.push_back({parameter.offset, parameter.size()});
    return ranges;
}

void BufferUpdate::take(FloatVector& gradient, FloatVector& parameters)
{
    m_kept.clear();
    for (const auto [offset, count] : m_ranges) {
        m_kept.insert(m_kept.end(), gradient.begin() + offset, gradient.begin() + offset + count);
        std::fill_n(gradient.begin() + offset, count, 0.0F);
        std::fill_n(parameters.begin() + offset, count, 0.0F);
    }
}

void BufferUpdate::put(FloatVector& parameters) const
{
    auto from = m_kept.begin();
    for (const auto [offset, count] : m_ranges) {
        std::copy_n(from, count, parameters.begin() + offset);
        from += count;
    }
}

} // namespace isthmus
