// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"

namespace isthmus {

/// The loop that Adam and AdamW share.
/// @param keep   what the parameters are multiplied by before the update; 1: no decay
/// @param slots  first and second moment
void updateByMoments(
    const OptimizerStep& step, float keep, Index count, float* parameters, const float* gradient, float* const* slots);

} // namespace isthmus
