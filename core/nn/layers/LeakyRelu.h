// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Leaky rectified linear unit: x above 0, slope * x elsewhere. A slope of 0 makes it a ReLU.
/// Source: Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models", section 2
extern const LayerType kLeakyReluType;

} // namespace isthmus
