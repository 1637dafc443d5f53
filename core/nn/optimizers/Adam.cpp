// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/optimizers.h"

#include "core/nn/optimizers/adamUpdate.h"

namespace isthmus {

namespace {

void updateAdam(const OptimizerStep& step, Index count, float* parameters, const float* gradient, float* const* slots)
{
    updateByMoments(step, 1.0F, count, parameters, gradient, slots);
}

} // namespace

OptimizerType adamOptimizer()
{
    return {
        .name = "adam",
        .label = "Adam",
        .moments = {"m", "v"},
        .takesMomentum = false,
        .takesWeightDecay = false,
        .update = updateAdam,
    };
}

} // namespace isthmus
