// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Dropout: in training each value becomes 0 with probability `rate`, and those that stay are divided by 1 - rate, so
/// that the mean is kept; elsewhere (Pass::noise is null) the output is the input. What is dropped is a function of
/// (seed, layer, epoch, sample, feature) and is drawn again backward; nothing is stored.
/// Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting", section 10
extern const LayerType kDropoutType;

} // namespace isthmus
