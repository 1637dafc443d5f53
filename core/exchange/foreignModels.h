// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// Refuses files of models that are of other formats than ONNX, by their first bytes and their names.
/// @throws Error that says what the file is and how it becomes ONNX
void requireOnnx(const std::string& path);

} // namespace isthmus
