// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Loss.h"

namespace isthmus {

/// Half the squared error, 0.5 * (output - target)^2: the negative log-likelihood of a Gaussian of unit variance, its
/// constant dropped.
extern const LossType kMseLoss;

} // namespace isthmus
