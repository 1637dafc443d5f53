// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// Activations with numbers of their own. Each throws Error for what no layer has.
void appendClip(const OperatorAtWork& work, LayerChain& chain);
void appendElu(const OperatorAtWork& work, LayerChain& chain);
void appendGelu(const OperatorAtWork& work, LayerChain& chain);
void appendLog(const OperatorAtWork& work, LayerChain& chain);
void appendLeakyRelu(const OperatorAtWork& work, LayerChain& chain);
void appendPRelu(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
