// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Sigmoid-weighted linear unit, also known as swish: x * sigmoid(x).
/// Source: Elfwing et al. 2018 (arXiv 1702.03118), eq. 10
extern const LayerType kSiluType;

} // namespace isthmus
