// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/ShareSum.h"

#include <algorithm>
#include <utility>

namespace isthmus {

void ShareSum::add(const LossTerms& terms, const FloatVector& gradient, Index samples, ThreadPool& pool)
{
    constexpr Index kFloats = 1 << 14;
    const double share = static_cast<double>(samples) / static_cast<double>(m_batchSize);
    m_terms.add(terms, share);
    m_gradient.resize(gradient.size());
    const auto factor = static_cast<float>(share);
    const bool isFirst = std::exchange(m_isFirst, false);
    const auto count = static_cast<Index>(gradient.size());
    pool.run((count + kFloats - 1) / kFloats, [&](Index tile) {
        const Index first = tile * kFloats;
        const Index size = std::min(kFloats, count - first);
        const Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64> added(gradient.data() + first, size);
        Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64> values(m_gradient.data() + first, size);
        if (isFirst)
            values = factor * added;
        else
            values += factor * added;
    });
}

} // namespace isthmus
