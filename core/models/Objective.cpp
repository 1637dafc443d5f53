// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Objective.h"

#include <algorithm>

namespace isthmus {

double LossTerms::total(const Objective& objective) const
{
    const double penalty = objective.sparsity == 0 ? 0 : objective.sparsity * codeNorm;
    return reconstruction + objective.beta * trainedKl + penalty;
}

void LossTerms::add(const LossTerms& block, double share)
{
    reconstruction += share * block.reconstruction;
    kl += share * block.kl;
    trainedKl += share * block.trainedKl;
    codeNorm += share * block.codeNorm;
}

double withFreeBits(std::span<const double> kl, double freeBits)
{
    double sum = 0;
    for (const double each : kl)
        sum += freeBits == 0 ? each : std::max(each, freeBits); // the order of max() lets NaN pass
    return sum;
}

} // namespace isthmus
