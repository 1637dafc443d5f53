// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxImport.h"
#include "tests/core/runs/RunSamples.h"

#include <map>
#include <string>
#include <vector>

namespace isthmus {

/// Graphs made by hand.

using Dims = std::vector<std::int64_t>;

inline DataReference dataOf(Shape shape)
{
    return {"pictures", "0123456789abcdef", shape, {1, 0}, {}};
}

inline OnnxTensor floats(const std::string& name, const Dims& dims, double phase)
{
    std::size_t count = 1;
    for (const std::int64_t extent : dims)
        count *= static_cast<std::size_t>(extent);
    return {name, dims, sampleNumbers(count, phase)};
}

inline OnnxTensor extents(const std::string& name, const Dims& values)
{
    return {name, {std::ssize(values)}, values};
}

inline OnnxNode node(const std::string& op, const std::vector<std::string>& inputs, const std::string& output,
    std::map<std::string, OnnxAttribute> attributes = {})
{
    return {op + ":" + output, op, inputs, {output}, std::move(attributes)};
}

inline const std::map<std::string, OnnxAttribute> kPadded{{"pads", Dims{1, 1, 1, 1}}};

/// Pictures of 4 x 3 with two channels; a convolution, three codes, and back.
inline OnnxModel channelsFirst()
{
    OnnxModel model;
    model.inputs = {{"x", {1, 2, 4, 3}}};
    model.outputs = {{"y", {1, 2, 4, 3}}};
    model.constants = {floats("k", {2, 2, 3, 3}, 1), floats("in", {24, 3}, 2), floats("bias", {3}, 3),
        floats("out", {3, 24}, 4), floats("l", {2, 2, 3, 3}, 5), extents("list", {-1, 24}),
        extents("picture", {-1, 2, 4, 3})};
    model.nodes = {node("Conv", {"x", "k"}, "a", kPadded), node("Relu", {"a"}, "b"),
        node("Reshape", {"b", "list"}, "c"), node("MatMul", {"c", "in"}, "d"), node("Add", {"bias", "d"}, "e"),
        node("MatMul", {"e", "out"}, "f"), node("Tanh", {"f"}, "g"), node("Reshape", {"g", "picture"}, "h"),
        node("Conv", {"h", "l"}, "y", kPadded)};
    return model;
}

/// The sentence with which an import for such pictures refuses a model.
inline QString refusal(const OnnxModel& model)
{
    return messageOf([&] { (void)runFromOnnx(model, nullptr, dataOf({2, 4, 3}), "model"); });
}

} // namespace isthmus
