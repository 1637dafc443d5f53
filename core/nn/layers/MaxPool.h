// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Max pooling: the largest value under each window (Pooling.h); padding never wins. The gradient goes to the first of
/// the largest values, as in PyTorch's MaxPool2d. Which one that was is found again backward; nothing is stored.
/// FLOP count as 0: it compares.
extern const LayerType kMaxPoolType;

} // namespace isthmus
