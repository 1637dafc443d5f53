// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// x / (1 + |x|): like tanh from -1 to 1, but slow to get there, so that its gradient lives on far from 0.
/// Source: Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", section 3
extern const LayerType kSoftsignType;

} // namespace isthmus
