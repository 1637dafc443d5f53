// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/importOperators.h"

namespace isthmus {

/// Operators that take a part of the numbers of a dense layer, or of the channels of a convolution: the two heads of a
/// variational model may be cut from one layer.
void appendGather(const OperatorAtWork& work, LayerChain& chain);
void appendSlice(const OperatorAtWork& work, LayerChain& chain);
void appendSplit(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
