// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Loss.h"

namespace isthmus {

/// Binary cross-entropy from logits, in nats: max(x, 0) - x t + log(1 + exp(-|x|)), which overflows for no x.
/// Its derivative is sigmoid(x) - t.
extern const LossType kBceLoss;

} // namespace isthmus
