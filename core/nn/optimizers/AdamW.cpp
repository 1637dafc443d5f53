// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/optimizers.h"

#include "core/nn/optimizers/adamUpdate.h"

namespace isthmus {

namespace {

void updateAdamW(const OptimizerStep& step, Index count, float* parameters, const float* gradient, float* const* slots)
{
    const auto keep = static_cast<float>(1 - step.learningRate * step.weightDecay);
    updateByMoments(step, keep, count, parameters, gradient, slots);
}

} // namespace

OptimizerType adamWOptimizer()
{
    return {
        .name = "adamw",
        .label = "AdamW",
        .moments = {"m", "v"},
        .takesMomentum = false,
        .takesWeightDecay = true,
        .update = updateAdamW,
    };
}

} // namespace isthmus
