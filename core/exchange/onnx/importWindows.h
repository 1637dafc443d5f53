// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// Pooling and padding that become layers. Padding that a layer cannot have becomes one of its own: under a maximum it
/// repeats the edge, which changes no maximum. Each throws Error for others.
void appendMaxPoolLayer(const OperatorAtWork& work, LayerChain& chain);
void appendAveragePoolLayer(const OperatorAtWork& work, LayerChain& chain);
void appendGlobalAveragePool(const OperatorAtWork& work, LayerChain& chain);
void appendPad(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
