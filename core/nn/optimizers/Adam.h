// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"

namespace isthmus {

/// Adam with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 added to the root of the corrected second moment.
/// Source: Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1
extern const OptimizerType kAdam;

} // namespace isthmus
