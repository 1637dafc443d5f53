// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/losses/losses.h"

namespace isthmus {

namespace {

using Values = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>;

double evaluateL1(const float* output, const float* target, float* gradient, float scale, Index count)
{
    const auto difference = Values(output, count) - Values(target, count);
    const float sum = difference.abs().sum();
    if (gradient != nullptr)
        Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64>(gradient, count) = scale * difference.sign();
    return static_cast<double>(sum);
}

} // namespace

LossType l1Loss()
{
    return {
        .name = "l1",
        .label = "Absolute error",
        .unit = "absolute error per image",
        .fromLogits = false,
        .needsUnitRange = false,
        .evaluate = evaluateL1,
    };
}

} // namespace isthmus
