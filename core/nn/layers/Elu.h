// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Exponential linear unit: x above 0, alpha * (exp(x) - 1) elsewhere.
/// Source: Clevert et al. 2016 (arXiv 1511.07289), eq. 15
extern const LayerType kEluType;

} // namespace isthmus
