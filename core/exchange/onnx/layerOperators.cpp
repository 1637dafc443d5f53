// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/layerOperators.h"

#include "core/base/Error.h"
#include "core/base/TemplateText.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isthmus {

namespace {

using Integers = std::vector<std::int64_t>;
using Attributes = std::map<std::string, OnnxAttribute>;

/// Kernel, stride and padding, as convolutions and pooling have them.
Attributes windowOf(const LayerAtWork& layer)
{
    const auto [top, left] = layer.sides("padding");
    return {{"kernel_shape", layer.pair("kernel")}, {"strides", layer.pair("stride")},
        {"pads", Integers{top, left, top, left}}};
}

/// A window of a convolution, its gaps and groups where it has any.
Attributes convolutionOf(const LayerAtWork& layer)
{
    Attributes attributes = windowOf(layer);
    if (layer.pair("dilation") != Integers{1, 1})
        attributes["dilations"] = layer.pair("dilation");
    if (layer.whole("groups") != 1)
        attributes["group"] = layer.whole("groups");
    return attributes;
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
    graph.appendShaped("Conv", convolutionOf(layer), parametersOf(layer, graph), layer.output, true);
}

void appendConvTranspose(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const LayerAtWork::Sides kernel = layer.sides("kernel");
    const LayerAtWork::Sides stride = layer.sides("stride");
    const LayerAtWork::Sides padding = layer.sides("padding");
    const LayerAtWork::Sides dilation = layer.sides("dilation");
    const auto missing = [&](int input, int output, std::int64_t LayerAtWork::Sides::*side) {
        const std::int64_t reach = (kernel.*side - 1) * (dilation.*side) + 1;
        return output - ((input - 1) * (stride.*side) - 2 * (padding.*side) + reach);
    };
    Attributes attributes = convolutionOf(layer);
    attributes["output_padding"] =
        Integers{missing(layer.input.height, layer.output.height, &LayerAtWork::Sides::height),
            missing(layer.input.width, layer.output.width, &LayerAtWork::Sides::width)};
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
    if (const auto [rows, columns] = layer.sides("padding"); rows + columns > 0) {
        Shape padded = layer.input;
        padded.height += static_cast<int>(2 * rows);
        padded.width += static_cast<int>(2 * columns);
        const Integers pads{0, 0, rows, columns, 0, 0, rows, columns};
        graph.appendShaped("Pad", {}, {graph.constant("pads", pads)}, padded, true);
    }
    graph.appendShaped("AveragePool", attributes, {}, layer.output, true);
}

/// By how much height and width grow.
std::string scalesOf(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const auto scale = [](int to, int from) {
        const float quotient = static_cast<float>(to) / static_cast<float>(from);
        const bool isTooSmall = quotient * static_cast<float>(from) < static_cast<float>(to); // runtimes round down
        return isTooSmall ? std::nextafter(quotient, 2 * quotient) : quotient;
    };
    return graph.constant("scales",
        FloatVector{
            1, 1, scale(layer.output.height, layer.input.height), scale(layer.output.width, layer.input.width)});
}

void appendUpsample(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    graph.toImage(layer.input);
    graph.appendShaped("Resize",
        {{"mode", "nearest"}, {"coordinate_transformation_mode", "asymmetric"}, {"nearest_mode", "floor"}},
        {"", scalesOf(layer, graph)}, layer.output, true);
}

void appendBilinear(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    constexpr std::array kPlaces{"half_pixel", "align_corners", "asymmetric"};
    const char* where = kPlaces[static_cast<std::size_t>(layer.whole("corners"))];
    graph.toImage(layer.input);
    graph.appendShaped("Resize", {{"mode", "linear"}, {"coordinate_transformation_mode", where}},
        {"", scalesOf(layer, graph)}, layer.output, true);
}

/// OpenCV's DepthToSpace takes one sample alone, and it has no SpaceToDepth.
void appendPixelShuffle(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const std::int64_t factor = layer.whole("factor");
    const Shape to = layer.output;
    graph.toImage(layer.input);
    if (layer.whole("depth") == 1)
        graph.regroup({factor, factor, to.channels, layer.input.height, layer.input.width}, {0, 3, 4, 1, 5, 2}, to);
    else
        graph.regroup({to.channels, factor, factor, layer.input.height, layer.input.width}, {0, 1, 4, 2, 5, 3}, to);
}

void appendPixelUnshuffle(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const std::int64_t factor = layer.whole("factor");
    const Shape to = layer.output;
    const bool depthFirst = layer.whole("depth") == 1;
    graph.toImage(layer.input);
    graph.regroup({layer.input.channels, to.height, factor, to.width, factor},
        depthFirst ? Integers{0, 3, 5, 1, 2, 4} : Integers{0, 1, 3, 5, 2, 4}, to);
}

/// What is added at the edges; what is taken away is a part that is kept, which more runtimes know than pads below 0.
void appendPadding(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    constexpr std::array kModes{"constant", "edge", "reflect"};
    const auto cut = [&](const char* edge) { return std::max<std::int64_t>(0, -layer.whole(edge)); };
    const auto added = [&](const char* edge) { return std::max<std::int64_t>(0, layer.whole(edge)); };
    graph.toImage(layer.input);
    const Shape kept{layer.input.channels, layer.input.height - static_cast<int>(cut("top") + cut("bottom")),
        layer.input.width - static_cast<int>(cut("left") + cut("right"))};
    if (!kept.hasExtentsOf(layer.input))
        graph.appendShaped("Slice", {},
            {graph.constant("starts", Integers{cut("top"), cut("left")}),
                graph.constant("ends", Integers{cut("top") + kept.height, cut("left") + kept.width}),
                graph.constant("axes", Integers{2, 3})},
            kept, true);
    if (!kept.hasExtentsOf(layer.output))
        graph.appendShaped("Pad", {{"mode", kModes[static_cast<std::size_t>(layer.whole("with"))]}},
            {graph.constant(
                "pads", Integers{0, 0, added("top"), added("left"), 0, 0, added("bottom"), added("right")})},
            layer.output, true);
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
    const auto epsilon = static_cast<float>(layer.field("epsilon"));
    if (layer.whole("pixels") == 1 && !layer.input.isVector())
        graph.normalisePixels(epsilon);
    else
        graph.normaliseGroups(1, epsilon);
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

/// x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x * x * x))) / 2
void appendGeluTanh(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    constexpr float kRoot = 0.797884561F;
    const std::string x = graph.current().name;
    graph.append("Mul", {}, {x});
    graph.append("Mul", {}, {x});
    graph.append("Mul", {}, {graph.constant("cube", FloatVector{0.044715F})});
    graph.append("Add", {}, {x});
    graph.append("Mul", {}, {graph.constant("root", FloatVector{kRoot})});
    graph.append("Tanh");
    graph.append("Add", {}, {graph.constant("one", FloatVector{1})});
    graph.append("Mul", {}, {x});
    graph.append("Mul", {}, {graph.constant("half", FloatVector{0.5F})});
}

/// x * tanh(softplus(x))
void appendMish(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    const std::string x = graph.current().name;
    graph.append("Softplus");
    graph.append("Tanh");
    graph.append("Mul", {}, {x});
}

/// x * min(max(x / 6 + 1/2, 0), 1), since OpenCV 4.6 knows no Clip of this opset
void appendHardSwish(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    const std::string x = graph.current().name;
    graph.append("HardSigmoid", {{"alpha", 1.0F / 6}, {"beta", 0.5F}});
    graph.append("Mul", {}, {x});
}

/// min(max(x / range - minimum / range, 0), 1) * range + minimum: OpenCV 4.6 has neither a Clip whose limits are
/// inputs, as all are from opset 11 on, nor Min and Max with a constant.
void appendClamp(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    const double minimum = layer.field("minimum");
    const double range = layer.field("maximum") - minimum;
    graph.append(
        "HardSigmoid", {{"alpha", static_cast<float>(1 / range)}, {"beta", static_cast<float>(-minimum / range)}});
    if (range != 1)
        graph.append("Mul", {}, {graph.constant("range", FloatVector{static_cast<float>(range)})});
    if (minimum != 0)
        graph.append("Add", {}, {graph.constant("minimum", FloatVector{static_cast<float>(minimum)})});
}

/// -softplus(-x)
void appendLogSigmoid(const LayerAtWork&, OnnxGraphBuilder& graph)
{
    graph.append("Neg");
    graph.append("Softplus");
    graph.append("Neg");
}

/// The slopes of a list are in the order of the picture that it comes from, or becomes.
void appendPrelu(const LayerAtWork& layer, OnnxGraphBuilder& graph)
{
    Parameter slopes = layer.parameters.front();
    if (slopes.size() > 1 && layer.input.isVector())
        graph.toList(orderOf(slopes));
    else if (slopes.size() > 1)
        graph.toImage(layer.input);
    if (graph.current().isImage)
        slopes.shape.resize(3, 1);
    graph.append("PRelu", {}, {graph.parameter(slopes, layer.flat)});
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
        {"bilinear", appendBilinear},
        {"pixel-shuffle", appendPixelShuffle},
        {"pixel-unshuffle", appendPixelUnshuffle},
        {"pad", appendPadding},
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
        {"gelu-tanh", appendGeluTanh},
        {"mish", appendMish},
        {"hard-swish", appendHardSwish},
        {"clamp", appendClamp},
        {"prelu", appendPrelu},
        {"softplus", appendPlain<"Softplus">},
        {"sigmoid", appendPlain<"Sigmoid">},
        {"log-sigmoid", appendLogSigmoid},
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
