// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Average pooling: the mean of the values under each window (Pooling.h), where padding counts as zeros, as in
/// PyTorch's AvgPool2d. FLOP count as 0, as those of all layers without products.
extern const LayerType kAveragePoolType;

} // namespace isthmus
