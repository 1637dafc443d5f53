// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OnnxGraph.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// Operators on images that become layers: square kernels, the same stride and padding on all sides, no groups and no
/// dilation, floor of odd extents, and enlarging by whole numbers with the nearest pixel. Each throws Error for others.
void appendConvLayer(const OperatorAtWork& work, LayerChain& chain);
void appendConvTransposeLayer(const OperatorAtWork& work, LayerChain& chain);
void appendMaxPoolLayer(const OperatorAtWork& work, LayerChain& chain);
void appendAveragePoolLayer(const OperatorAtWork& work, LayerChain& chain);
void appendPad(const OperatorAtWork& work, LayerChain& chain);
void appendResizeLayer(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
