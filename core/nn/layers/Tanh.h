// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Hyperbolic tangent.
extern const LayerType kTanhType;

} // namespace isthmus
