// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/optimizers.h"

namespace isthmus {

namespace {

void updateSgd(const OptimizerStep& step, Index count, float* parameters, const float* gradient, float* const* slots)
{
    const auto rate = static_cast<float>(step.learningRate);
    const auto momentum = static_cast<float>(step.momentum);
    const auto scale = static_cast<float>(step.gradientScale);
    float* __restrict velocity = slots[0];
    float* __restrict weights = parameters;
    for (Index i = 0; i < count; ++i) {
        velocity[i] = momentum * velocity[i] + scale * gradient[i];
        weights[i] -= rate * velocity[i];
    }
}

} // namespace

OptimizerType sgdOptimizer()
{
    return {
        .name = "sgd",
        .label = "SGD",
        .moments = {"velocity"},
        .takesMomentum = true,
        .takesWeightDecay = false,
        .update = updateSgd,
    };
}

} // namespace isthmus
