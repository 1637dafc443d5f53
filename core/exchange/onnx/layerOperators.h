// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxGraphBuilder.h"
#include "core/nn/layers.h"

namespace isthmus {

/// A layer of a model that is to be written.
struct LayerAtWork
{
    const LayerSpec& spec;
    const LayerType& type;
    Shape input;
    Shape output;
    std::vector<Parameter> parameters; ///< all of the layer's, in its order: weight, bias, running statistics
    const FloatVector& flat; ///< the model's

    [[nodiscard]] double field(const char* name) const { return fieldValue(type, spec, name); }
    [[nodiscard]] std::int64_t whole(const char* name) const { return static_cast<std::int64_t>(field(name)); }

    /// A field along the height, and the one along the width.
    struct Sides
    {
        std::int64_t height;
        std::int64_t width;
    };
    [[nodiscard]] Sides sides(const char* name) const
    {
        const SideValues values = sideValues(type, spec, name);
        return {static_cast<std::int64_t>(values.height), static_cast<std::int64_t>(values.width)};
    }
    [[nodiscard]] std::vector<std::int64_t> pair(const char* name) const
    {
        return {sides(name).height, sides(name).width};
    }
};

/// How a type of layer is written in ONNX's operators, opset 13.
struct LayerOperator
{
    const char* type; ///< LayerType::name
    void (*append)(const LayerAtWork& layer, OnnxGraphBuilder& graph);
};

/// All of them, one for each type of layerTypes().
const std::vector<LayerOperator>& layerOperators();

/// @throws Error if the table has none for this type
const LayerOperator& layerOperator(const std::string& type);

/// Weights from the left and a bias: Gemm.
void appendDense(const LayerAtWork& layer, OnnxGraphBuilder& graph);

} // namespace isthmus
