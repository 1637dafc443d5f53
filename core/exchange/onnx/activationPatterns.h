// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxGraph.h"

#include <map>
#include <optional>
#include <string>

namespace isthmus {

/// Several operators that make one activation of a value.
struct ActivationPattern
{
    std::string type; ///< LayerSpec::type
    std::string result; ///< value that comes out
    std::map<std::string, double> fields{}; ///< LayerSpec::values
};

/// x * sigmoid(x), GELU by erf and by tanh in the orders in which exporters write them, Mish, Hardswish, x / (1 + |x|),
/// and a softplus that leaves out large values; -softplus(-x) and a clamp by a HardSigmoid, as we write them.
std::optional<ActivationPattern> activationPattern(const OnnxGraph& graph, const std::string& value);

/// The one node that uses a value, if it is this operator; else null.
const OnnxNode* onlyUser(const OnnxGraph& graph, const std::string& value, const std::string& op);

/// Does a node combine a value with a constant that is this number within 1e-4? For Mul, Div and Add.
bool hasConstant(const OnnxGraph& graph, const OnnxNode& node, float number);

} // namespace isthmus
