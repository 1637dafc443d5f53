// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/importOperators.h"

namespace isthmus {

/// Operators that scale and shift: they become part of the weights beside them (LayerChain::addAffine).
void appendAdd(const OperatorAtWork& work, LayerChain& chain);
void appendSub(const OperatorAtWork& work, LayerChain& chain);
void appendMul(const OperatorAtWork& work, LayerChain& chain);
void appendDiv(const OperatorAtWork& work, LayerChain& chain);
void appendBatchNormalization(const OperatorAtWork& work, LayerChain& chain);
void appendSelu(const OperatorAtWork& work, LayerChain& chain);
void appendCelu(const OperatorAtWork& work, LayerChain& chain);
void appendHardSigmoid(const OperatorAtWork& work, LayerChain& chain);

/// Does a constant of these extents stand for the channels of an image, C x 1 x 1, of a signal, C x 1, or for the
/// numbers of a list?
bool isByChannel(const std::vector<std::int64_t>& dims, const LayerChain& chain);

} // namespace isthmus
