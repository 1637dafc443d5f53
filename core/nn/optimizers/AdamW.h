// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"

namespace isthmus {

/// Adam whose weight decay is decoupled from the gradient: w -= rate * decay * w, then Adam's update. Every parameter
/// decays, biases too, as in PyTorch's default.
/// Source: Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization" (arXiv 1711.05101), algorithm 2, with the
/// decay multiplied by the learning rate, as PyTorch has it
extern const OptimizerType kAdamW;

} // namespace isthmus
