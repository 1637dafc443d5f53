// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// No activation: the output is the input, and nothing is moved.
extern const LayerType kLinearType;

} // namespace isthmus
