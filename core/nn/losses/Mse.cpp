// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/losses/losses.h"

namespace isthmus {

namespace {

using Values = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>;

double evaluateMse(const float* output, const float* target, float* gradient, float scale, Index count)
{
    const auto difference = Values(output, count) - Values(target, count);
    const float sum = 0.5F * difference.square().sum();
    if (gradient != nullptr)
        Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64>(gradient, count) = scale * difference;
    return static_cast<double>(sum);
}

} // namespace

LossType mseLoss()
{
    return {
        .name = "mse",
        .label = "Mean squared error",
        .unit = "0.5 x squared error per image",
        .fromLogits = false,
        .needsUnitRange = false,
        .evaluate = evaluateMse,
    };
}

} // namespace isthmus
