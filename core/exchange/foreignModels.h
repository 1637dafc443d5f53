// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// What models are imported from, for messages.
inline constexpr const char* kModelFormats = "ONNX, safetensors or weights of PyTorch";

/// Refuses files of other formats than ONNX, by what the table of those (core/datasets/foreignTable.h) knows of them.
/// @throws Error that says what the file is and how it becomes ONNX
void requireOnnx(const std::string& path);

} // namespace isthmus
