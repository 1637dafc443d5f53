// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/losses/losses.h"

#include "core/base/lanes.h"

#include <algorithm>

namespace isthmus {

namespace {

/// Loss of 16 values; replaces them by their gradient if asked.
inline Lanes lossOfLanes(const Lanes& x, const Lanes& target, float* gradient, float scale)
{
    const Lanes e = (-x.abs()).exp();
    if (gradient != nullptr) {
        const Lanes inverse = 1.0F / (1.0F + e);
        const Lanes sigmoid = (x >= 0.0F).select(inverse, e * inverse);
        Eigen::Map<Lanes, Eigen::Aligned64> out(gradient);
        out = scale * (sigmoid - target);
    }
    return x.max(0.0F) - x * target + e.log1p();
}

double evaluateBce(const float* output, const float* target, float* gradient, float scale, Index count)
{
    using Values = Eigen::Map<const Lanes, Eigen::Aligned64>;
    Lanes sum = Lanes::Zero();
    for (Index i = 0; i < count; i += kLane) {
        float* out = gradient == nullptr ? nullptr : gradient + i;
        Lanes loss = lossOfLanes(Lanes(Values(output + i)), Lanes(Values(target + i)), out, scale);
        for (Index padding = count - i; padding < kLane; ++padding)
            loss[padding] = 0.0F;
        sum += loss;
    }
    return static_cast<double>(sum.sum());
}

} // namespace

LossType bceLoss()
{
    return {
        .name = "bce",
        .label = "Binary cross-entropy",
        .unit = "nats per image",
        .fromLogits = true,
        .needsUnitRange = true,
        .evaluate = evaluateBce,
    };
}

} // namespace isthmus
