// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// Resize and Upsample of all opsets, which make larger or smaller pictures without weights: the nearest pixel, or
/// bilinear means. Throws Error for others.
void appendResizeLayer(const OperatorAtWork& work, LayerChain& chain);

} // namespace isthmus
