// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Objective.h"

#include <algorithm>

namespace isthmus {

std::span<const Term> autoencoderTerms()
{
    static constexpr Term kTerms[] = {
        {.name = "reconstruction", .label = "reconstruction", .unit = "nats"},
        {.name = "kl", .label = "KL", .unit = "nats"},
        {.name = "trained_kl", .label = "", .unit = "nats", .since = 2, .standIn = AutoencoderTerm::Kl},
        {.name = "sparsity", .label = "", .unit = "", .recorded = Recorded::Weighed, .since = 2},
        {.name = "mse", .label = "MSE per value", .unit = "", .inSteps = false},
        {.name = "beta",
            .label = "",
            .unit = "",
            .inEvaluations = false,
            .recorded = Recorded::Weight,
            .weightOf = AutoencoderTerm::TrainedKl},
    };
    return kTerms;
}

TermWeights weightsOf(const Objective& objective)
{
    TermWeights weights;
    weights.add(AutoencoderTerm::Reconstruction, 1);
    weights.add(AutoencoderTerm::TrainedKl, objective.beta);
    if (objective.sparsity != 0)
        weights.add(AutoencoderTerm::Sparsity, objective.sparsity);
    return weights;
}

double withFreeBits(std::span<const double> kl, double freeBits)
{
    double sum = 0;
    for (const double each : kl)
        sum += freeBits == 0 ? each : std::max(each, freeBits); // the order of max() lets NaN pass
    return sum;
}

} // namespace isthmus
