// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace isthmus {

/// Share of beta that weighs the KL term in one step: rises in a straight line from 0 at the first step to 1 after the
/// warm-up, so that the decoder learns to use the code before the prior pulls at it. A function of the step alone.
/// Source: Bowman et al. 2016 (arXiv 1511.06349), section 3.1; Sonderby et al. 2016 (arXiv 1602.02282), section 2.3
/// @param warmup         epochs; 0: none
/// @param step           steps done before this one
/// @param stepsPerEpoch  at least 1
constexpr double klShare(double warmup, std::int64_t step, std::int64_t stepsPerEpoch)
{
    const double length = warmup * static_cast<double>(stepsPerEpoch);
    return length > 0 ? std::min(1.0, static_cast<double>(step) / length) : 1.0;
}

} // namespace isthmus
