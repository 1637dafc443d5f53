// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/ExternalNumbers.h"
#include "core/exchange/onnx/OnnxModel.h"

#include <cstddef>
#include <span>

namespace isthmus {

/// A tensor from the bytes of its message, or from the file that it names.
/// @throws Error naming the tensor if its numbers do not fit its extents
OnnxTensor readTensor(std::span<const std::byte> bytes, ExternalNumbers& external);

} // namespace isthmus
