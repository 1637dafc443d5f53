// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Nearest-neighbour upsampling: each pixel becomes a square of factor x factor equal ones.
extern const LayerType kUpsampleType;

} // namespace isthmus
