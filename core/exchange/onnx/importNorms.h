// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

#include <optional>
#include <string>

namespace isthmus {

/// Normalisations of each sample by itself. Each throws Error for those of other values than a layer normalises
/// together.
void appendGroupNormalization(const OperatorAtWork& work, LayerChain& chain);
void appendInstanceNormalization(const OperatorAtWork& work, LayerChain& chain);
void appendLayerNormalization(const OperatorAtWork& work, LayerChain& chain);

/// Appends a normalisation that is written in several operators, if one stands behind this value, the chain's current
/// one: an instance normalisation between reshapes, which makes groups, or a layer normalisation in its arithmetic.
/// @return  the value that comes out
std::optional<std::string> appendNormPattern(const OnnxGraph& graph, const std::string& value, LayerChain& chain);

} // namespace isthmus
