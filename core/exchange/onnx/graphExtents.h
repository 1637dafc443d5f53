// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxGraph.h"

#include <limits>
#include <optional>

namespace isthmus {

/// A number of a list that is not known before the samples are.
inline constexpr std::int64_t kUnknownExtent = std::numeric_limits<std::int64_t>::min();

/// A value whose shape a list of integers may have been made of.
struct ShapedValue
{
    std::string name;
    std::vector<std::int64_t> extents; ///< kAnyExtent where it is not known
};

/// The numbers of a list of integers, kUnknownExtent where one is not known: exporters put shapes together from
/// constants and parts of the shape of another value, and compute with them.
/// @return  empty if it is made in a way that is not known
std::optional<std::vector<std::int64_t>> graphExtents(
    const OnnxGraph& graph, const std::string& list, const ShapedValue& value);

} // namespace isthmus
