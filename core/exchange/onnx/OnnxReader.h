// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxModel.h"

#include <cstddef>
#include <span>
#include <string>

namespace isthmus {

/// Reads what OnnxModel holds and skips the rest. Every tensor has as many numbers as its extents say, and every extent
/// is at least 1, except in tensors without numbers; doubles and half floats become floats, all integers and truth
/// values 64-bit integers, and outputs of Constant nodes are among the constants.
/// @param folder  the model's folder, where files with numbers of its tensors lie; empty: there are none
/// @throws Error if the bytes break the format, or a tensor's numbers in another file are not there: what, expected,
/// found
OnnxModel readOnnxBytes(std::span<const std::byte> bytes, const std::string& folder = {});

/// @throws Error if the file cannot be read, too: the file's name in front
OnnxModel readOnnx(const std::string& path);

} // namespace isthmus
