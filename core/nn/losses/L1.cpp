// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/losses/L1.h"

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

const LossType kL1Loss{"l1", "Absolute error", "absolute error per image", false, false, evaluateL1};

} // namespace isthmus
