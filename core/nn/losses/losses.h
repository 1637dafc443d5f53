// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Loss.h"

/// The entries of lossTypes(), each made in its own file.
namespace isthmus {

/// Half the squared error, 0.5 * (output - target)^2: the negative log-likelihood of a Gaussian of unit variance, its
/// constant dropped.
LossType mseLoss();

/// Binary cross-entropy from logits, in nats: max(x, 0) - x t + log(1 + exp(-|x|)), which overflows for no x.
/// Its derivative is sigmoid(x) - t.
LossType bceLoss();

/// Absolute error, |output - target|: the negative log-likelihood of a Laplace distribution of unit scale, its constant
/// dropped. Its derivative is the sign of the difference; where both are equal the subgradient 0 is taken.
LossType l1Loss();

} // namespace isthmus
