// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Logistic function, 1 / (1 + exp(-x)).
extern const LayerType kSigmoidType;

} // namespace isthmus
