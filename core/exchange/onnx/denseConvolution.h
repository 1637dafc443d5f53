// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"

namespace isthmus {

/// The dense layer that computes what a convolution does, on lists by channel, row and column.
/// @param input  image that the convolution takes
/// @throws Error if it would have very many weights
ChainLayer denseOf(const ChainLayer& conv, Shape input);

} // namespace isthmus
