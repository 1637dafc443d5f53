// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Loss.h"

namespace isthmus {

/// Absolute error, |output - target|: the negative log-likelihood of a Laplace distribution of unit scale, its constant
/// dropped. Its derivative is the sign of the difference; where both are equal the subgradient 0 is taken.
extern const LossType kL1Loss;

} // namespace isthmus
