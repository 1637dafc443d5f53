// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxModel.h"

#include <functional>
#include <optional>

namespace isthmus {

/// Finds a constant by name; null for a value that is none.
using ConstantOf = std::function<const OnnxTensor*(const std::string& name)>;

/// What a node makes of constants: a transposed matrix (weights that encoder and decoder share), weights with further
/// axes, and the short lists from which PyTorch computes the padding of a Pad and the scales of a Resize. Empty where an
/// input is not constant, or the operator is another one.
/// @throws Error naming the node if the constants do not fit it
std::optional<OnnxTensor> foldedConstant(const OnnxNode& node, const ConstantOf& constantOf);

} // namespace isthmus
