// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"

namespace isthmus {

/// RMSProp: s = 0.99 s + 0.01 g^2; v = momentum * v + g / (root(s) + 1e-8); w -= rate * v.
/// Source: Tieleman & Hinton 2012, "Neural Networks for Machine Learning", lecture 6e; the constants, the epsilon
/// outside the root and the rate outside the velocity as PyTorch has them
extern const OptimizerType kRmsProp;

} // namespace isthmus
