// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// log(1 + exp(x)), a smooth ReLU; as max(x, 0) + log(1 + exp(-|x|)), which neither overflows nor loses small values.
/// Source: Glorot et al. 2011, "Deep sparse rectifier neural networks", section 2.2
extern const LayerType kSoftplusType;

} // namespace isthmus
