// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxModel.h"

#include <string>

namespace isthmus {

/// The file that an ONNX runtime reads: protobuf's wire format, numbers as little-endian raw data. An axis of
/// kAnyExtent is called "N" there.
/// @throws Error if it would have 2 GB, the most that protobuf takes
std::string onnxBytes(const OnnxModel& model);

/// Writes a whole file, or leaves what stood at the path.
/// @throws Error if it cannot be written: file, the system's reason
void writeOnnx(const std::string& path, const OnnxModel& model);

} // namespace isthmus
