// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/optimizers.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr double kAlpha = 0.99;
constexpr float kRmsEpsilon = 1e-8F;

void updateRmsProp(
    const OptimizerStep& step, Index count, float* parameters, const float* gradient, float* const* slots)
{
    const auto rate = static_cast<float>(step.learningRate);
    const auto momentum = static_cast<float>(step.momentum);
    const auto scale = static_cast<float>(step.gradientScale);
    constexpr auto kKeep = static_cast<float>(kAlpha);
    constexpr auto kTake = static_cast<float>(1 - kAlpha);
    float* __restrict square = slots[0];
    float* __restrict velocity = slots[1];
    float* __restrict weights = parameters;
    for (Index i = 0; i < count; ++i) {
        const float slope = scale * gradient[i];
        square[i] = kKeep * square[i] + kTake * slope * slope;
        velocity[i] = momentum * velocity[i] + slope / (std::sqrt(square[i]) + kRmsEpsilon);
        weights[i] -= rate * velocity[i];
    }
}

} // namespace

OptimizerType rmsPropOptimizer()
{
    return {
        .name = "rmsprop",
        .label = "RMSProp",
        .moments = {"v", "velocity"},
        .takesMomentum = true,
        .takesWeightDecay = false,
        .update = updateRmsProp,
    };
}

} // namespace isthmus
