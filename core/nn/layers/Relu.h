// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Rectified linear unit, max(x, 0); its derivative at 0 is taken as 0.
extern const LayerType kReluType;

} // namespace isthmus
