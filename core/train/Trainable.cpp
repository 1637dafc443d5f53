// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Trainable.h"

#include "core/train/ShareSum.h"

#include <algorithm>

namespace isthmus {

LossTerms Trainable::gradient(
    const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool)
{
    const auto share = static_cast<std::size_t>(shareSamples(context, std::ssize(samples)));
    if (samples.size() <= share)
        return gradientOfShare(context, samples, gradient, pool);
    ShareSum sum(std::ssize(samples), gradient);
    for (std::size_t first = 0; first < samples.size(); first += share) {
        const std::span<const Index> some = samples.subspan(first, std::min(share, samples.size() - first));
        const LossTerms terms = gradientOfShare(context, some, m_shareGradient, pool);
        sum.add(terms, m_shareGradient, std::ssize(some), pool);
    }
    return sum.terms();
}

} // namespace isthmus
