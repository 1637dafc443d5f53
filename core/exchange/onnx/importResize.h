// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// Operators that make larger pictures without weights: the nearest pixel repeated a whole number of times, bilinear
/// means for any size, and channels that become pixels. Each throws Error for others.
void appendResizeLayer(const OperatorAtWork& work, LayerChain& chain);
void appendDepthToSpace(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
