// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// Convolutions of images in either direction, with groups, dilation and any kernel. Padding that differs between two
/// edges becomes a layer of its own: of zeros before a convolution, of pixels that are taken away behind a transposed
/// one. Each throws Error for others.
void appendConvLayer(const OperatorAtWork& work, LayerChain& chain);
void appendConvTransposeLayer(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
