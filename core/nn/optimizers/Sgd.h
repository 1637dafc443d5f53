// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"

namespace isthmus {

/// Stochastic gradient descent with classical momentum: v = momentum * v + g; w -= rate * v.
/// Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", section 2 (with
/// the rate outside the velocity, as PyTorch has it)
extern const OptimizerType kSgd;

} // namespace isthmus
