// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace isthmus {

/// An ONNX model as plain values: what of the format is written and read here. Numbers are 32-bit floats and 64-bit
/// integers; names tie nodes together.
/// Source: https://github.com/onnx/onnx, onnx.proto, IR version 7

/// A constant in C order: floats, or integers such as the extents that a Reshape is given.
struct OnnxTensor
{
    std::string name;
    std::vector<std::int64_t> dims; ///< empty: one number
    std::variant<FloatVector, std::vector<std::int64_t>> values;
    std::string unread{}; ///< the kind of its numbers where that is none that is read, and it has none; else empty
};

using OnnxAttribute = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, OnnxTensor>;

/// One operator at work.
struct OnnxNode
{
    std::string name; ///< may be empty in files of others
    std::string op; ///< "Gemm"
    std::vector<std::string> inputs; ///< values by name; an empty one is left out
    std::vector<std::string> outputs;
    std::map<std::string, OnnxAttribute> attributes;
};

/// An input or output of a graph.
struct OnnxValue
{
    std::string name;
    std::vector<std::int64_t> dims; ///< kAnyExtent where the file does not say
};

/// The extent of the first axis, samples: any.
inline constexpr std::int64_t kAnyExtent = -1;

struct OnnxModel
{
    std::int64_t opset = 13;
    std::string producer = "isthmus";
    std::string name; ///< name of the graph
    std::vector<OnnxNode> nodes; ///< nodes of the graph, each behind those whose values it needs
    std::vector<OnnxTensor> constants;
    std::vector<OnnxValue> inputs;
    std::vector<OnnxValue> outputs;
    std::map<std::string, std::string> metadata;
};

} // namespace isthmus
