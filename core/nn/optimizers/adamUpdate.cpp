// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/adamUpdate.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr float kEpsilon = 1e-8F;

} // namespace

void updateByMoments(
    const OptimizerStep& step, float keep, Index count, float* parameters, const float* gradient, float* const* slots)
{
    const auto time = static_cast<double>(step.time);
    const auto rate = static_cast<float>(step.learningRate / (1 - std::pow(kBeta1, time)));
    const auto rootCorrection = static_cast<float>(1 / std::sqrt(1 - std::pow(kBeta2, time)));
    const auto scale = static_cast<float>(step.gradientScale);
    constexpr auto kKeep1 = static_cast<float>(kBeta1);
    constexpr auto kKeep2 = static_cast<float>(kBeta2);
    constexpr auto kTake1 = static_cast<float>(1 - kBeta1);
    constexpr auto kTake2 = static_cast<float>(1 - kBeta2);
    float* __restrict first = slots[0];
    float* __restrict second = slots[1];
    float* __restrict weights = parameters;
    for (Index i = 0; i < count; ++i) {
        const float slope = scale * gradient[i];
        first[i] = kKeep1 * first[i] + kTake1 * slope;
        second[i] = kKeep2 * second[i] + kTake2 * slope * slope;
        weights[i] = keep * weights[i] - rate * first[i] / (std::sqrt(second[i]) * rootCorrection + kEpsilon);
    }
}

} // namespace isthmus
