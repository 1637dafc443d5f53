// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/layerOperators.h"

#include "core/base/Error.h"
#include "core/base/TemplateText.h"

#include <algorithm>

namespace isthmus {

namespace {

using Integers = std::vector<std::int64_t>;
using Attributes = std::map<std::string, OnnxAttribute>;

/// Kernel, stride and padding, as convolutions and pooling have them.
Attributes windowOf(const LayerAtWork& layer)
{
    return {{"kernel_shape", Integers(2, layer.whole("kernel"))}, {"strides", Integers(2, layer.whole("stride"))},
        {"pads", Integers(4, layer.whole("padding"))}};
}

std::vector<std::string> parametersOf(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    std::vector<std::string> names;
    for (const Parameter& parameter : layer.parameters)
        names.push_back(graph.parameter(parameter, layer.flat));
    return names;
}

void appendConv(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.toImage(layer.input);
    graph.appendShaped("Conv", windowOf(layer), parametersOf(layer, graph), layer.output, true);
}

void appendConvTranspose(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const auto missing = [&](int input, int output) {
        return output - ((input - 1) * layer.whole("stride") - 2 * layer.whole("padding") + layer.whole("kernel"));
    };
    Attributes attributes = windowOf(layer);
    attributes["output_padding"] =
        Integers{missing(layer.input.height, layer.output.height), missing(layer.input.width, layer.output.width)};
    graph.toImage(layer.input);
    graph.appendShaped("ConvTranspose", attributes, parametersOf(layer, graph), layer.output, true);
}

void appendMaxPool(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.toImage(layer.input);
    graph.appendShaped("MaxPool", windowOf(layer), {}, layer.output, true);
}

/// Padding counts as zeros. OpenCV overlooks count_include_pad, so that a Pad of its own puts the zeros there.
void appendAveragePool(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    Attributes attributes = windowOf(layer);
    attributes["pads"] = Integers(4, 0);
    graph.toImage(layer.input);
    if (const auto padding = layer.whole("padding"); padding > 0) {
        Shape padded = layer.input;
        padded.height += static_cast<int>(2 * padding);
        padded.width += static_cast<int>(2 * padding);
        const Integers pads{0, 0, padding, padding, 0, 0, padding, padding};
        graph.appendShaped("Pad", {}, {graph.constant("pads", pads)}, padded, true);
    }
    graph.appendShaped("AveragePool", attributes, {}, layer.output, true);
}

void appendUpsample(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const auto factor = static_cast<float>(layer.field("factor"));
    graph.toImage(layer.input);
    graph.appendShaped("Resize",
        {{"mode", "nearest"}, {"coordinate_transformation_mode", "asymmetric"}, {"nearest_mode", "floor"}},
        {"", graph.constant("scales", FloatVector{1, 1, factor, factor})}, layer.output, true);
}

void appendFlatten(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    graph.flatten();
}

void appendReshape(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.toImage(layer.output);
}

/// The shape in whose channel-height-width order a layer has its numbers, as its biases tell: that of the image that
/// they come from, or that a reshape behind makes of them.
Shape orderOf(const Parameter& bias)
{
    const auto extent = [&](std::size_t axis) { return static_cast<int>(bias.extents[axis]); };
    return {extent(0), extent(1), extent(2)};
}

void appendBatchNorm(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    if (layer.input.isVector())
        graph.toList(orderOf(layer.parameters[1]));
    else
        graph.toImage(layer.input);
    graph.append(
        "BatchNormalization", {{"epsilon", static_cast<float>(layer.field("epsilon"))}}, parametersOf(layer, graph));
}

/// y = x * weight + bias, where each axis behind a tensor's is for all of its numbers.
void appendScale(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    std::vector<Parameter> tensors = layer.parameters;
    for (Parameter& tensor : tensors)
        if (graph.current().isImage)
            tensor.shape.resize(3, 1);
    graph.append("Mul", {}, {graph.parameter(tensors[0], layer.flat)});
    graph.append("Add", {}, {graph.parameter(tensors[1], layer.flat)});
}

void appendLayerNorm(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    if (layer.input.isVector())
        graph.toList(orderOf(layer.parameters[1]));
    else
        graph.toImage(layer.input);
    graph.normaliseGroups(1, static_cast<float>(layer.field("epsilon")));
    appendScale(layer, graph);
}

void appendGroupNorm(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    if (layer.input.isVector())
        graph.toList(layer.input);
    else
        graph.toImage(layer.input);
    graph.normaliseGroups(layer.whole("groups"), static_cast<float>(layer.field("epsilon")));
    appendScale(layer, graph);
}

/// Dropout outside training, and no activation.
void appendNothing(const LayerAtWork&, OnnxGraphBuilder&) { }

void appendLeakyRelu(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.append("LeakyRelu", {{"alpha", static_cast<float>(layer.field("slope"))}});
}

void appendElu(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.append("Elu", {{"alpha", static_cast<float>(layer.field("alpha"))}});
}

/// x * sigmoid(x)
void appendSilu(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    const std::string x = graph.current().name;
    graph.append("Sigmoid");
    graph.append("Mul", {}, {x});
}

/// x * (1 + erf(x / sqrt(2))) / 2
void appendGelu(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    constexpr float kSqrtHalf = 0.70710678F;
    const std::string x = graph.current().name;
    graph.append("Mul", {}, {graph.constant("sqrt-half", FloatVector{kSqrtHalf})});
    graph.append("Erf");
    graph.append("Add", {}, {graph.constant("one", FloatVector{1})});
    graph.append("Mul", {}, {x});
    graph.append("Mul", {}, {graph.constant("half", FloatVector{0.5F})});
}

template <TemplateText Op>
void appendPlain(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    graph.append(Op.text);
}

} // namespace

void appendDense(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.toList(layer.input);
    graph.appendShaped(
        "Gemm", {{"transB", std::int64_t(1)}}, parametersOf(layer, graph), orderOf(layer.parameters.back()), false);
}

const std::vector<LayerOperator>& layerOperators()
{
    static const std::vector<LayerOperator> operators{
        {"dense", appendDense},
        {"conv", appendConv},
        {"conv-transpose", appendConvTranspose},
        {"max-pool", appendMaxPool},
        {"avg-pool", appendAveragePool},
        {"upsample", appendUpsample},
        {"flatten", appendFlatten},
        {"reshape", appendReshape},
        {"batch-norm", appendBatchNorm},
        {"layer-norm", appendLayerNorm},
        {"group-norm", appendGroupNorm},
        {"dropout", appendNothing},
        {"linear", appendNothing},
        {"relu", appendPlain<"Relu">},
        {"leaky-relu", appendLeakyRelu},
        {"elu", appendElu},
        {"silu", appendSilu},
        {"gelu", appendGelu},
        {"softplus", appendPlain<"Softplus">},
        {"sigmoid", appendPlain<"Sigmoid">},
        {"tanh", appendPlain<"Tanh">},
        {"softsign", appendPlain<"Softsign">},
    };
    return operators;
}

const LayerOperator& layerOperator(const std::string& type)
{
    const std::vector<LayerOperator>& all = layerOperators();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const LayerOperator& each) { return each.type == type; });
    if (found == all.end())
        throw Error("ONNX: there is no operator for a layer of type " + type);
    return *found;
}

} // namespace isthmus
