// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxGraph.h"

#include <string>

namespace isthmus {

/// What an operator that is not read stands for: " (a recurrent layer)", " (Hardswish)"; empty where its name says it.
std::string operatorKind(const std::string& op);

/// What it means that several operators take one value: "a skip connection by concatenation", "attention", "Mish".
std::string forkKind(const OnnxGraph& graph, const std::string& value);

} // namespace isthmus
