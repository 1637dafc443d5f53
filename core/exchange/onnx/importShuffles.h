// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

#include <optional>
#include <string>

namespace isthmus {

/// Channels that become pixels, and pixels that become channels.
void appendDepthToSpace(const OperatorAtWork& work, LayerChain& chain);
void appendSpaceToDepth(const OperatorAtWork& work, LayerChain& chain);

/// Appends either of them where it stands behind this value, the chain's current one, as reshapes to six axes, a
/// Transpose and reshapes back.
/// @return  the value that comes out
std::optional<std::string> appendShufflePattern(const OnnxGraph& graph, const std::string& value, LayerChain& chain);

} // namespace isthmus
