// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/graphImages.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/GraphWalk.h"
#include "core/exchange/onnx/gaussianDraw.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace isthmus {

namespace {

constexpr Index kMostNumbers = Index(1) << 28; // of one sample

/// Numbers of one sample.
/// @throws Error if the graph does not say how many
Index sizeOf(const OnnxValue& value)
{
    Index size = 1;
    for (std::size_t axis = 1; axis < value.dims.size(); ++axis) {
        const std::int64_t extent = value.dims[axis];
        if (extent < 1 || extent > kMostNumbers / size)
            throw Error("'" + value.name + "': expected extents from 1 behind that of the samples, found "
                + dimsText(value.dims) + "; a data set must be given");
        size *= extent;
    }
    return size;
}

/// A list is taken for a square picture, grey or of three channels, where it can be one.
Shape pictureOf(Index size)
{
    for (const int channels : {1, 3}) {
        const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(size) / channels)));
        if (Index(side) * side * channels == size)
            return {channels, side, side};
    }
    return {1, 1, static_cast<int>(size)};
}

/// The first node that slides a window over signals, images without an axis of rows; null: there is none.
const OnnxNode* signalNode(const OnnxGraph& graph)
{
    for (const OnnxNode& node : graph.nodes()) {
        const OnnxTensor* weights = node.inputs.size() > 1 ? graph.constant(node.inputs[1]) : nullptr;
        const bool isConvolution = node.op == "Conv" || node.op == "ConvTranspose";
        if (isConvolution && weights != nullptr && weights->dims.size() == 3)
            return &node;
        const auto kernel = node.attributes.find("kernel_shape");
        const auto* sizes =
            kernel == node.attributes.end() ? nullptr : std::get_if<std::vector<std::int64_t>>(&kernel->second);
        if (!isConvolution && sizes != nullptr && sizes->size() == 1)
            return &node;
    }
    return nullptr;
}

/// Channels that the first convolution of signals takes; 0: not known.
std::int64_t signalChannels(const OnnxGraph& graph, const OnnxNode& node)
{
    const OnnxTensor* weights = node.inputs.size() > 1 ? graph.constant(node.inputs[1]) : nullptr;
    if (node.op != "Conv" || weights == nullptr || weights->dims.size() != 3)
        return 0;
    const auto group = node.attributes.find("group");
    const auto* groups = group == node.attributes.end() ? nullptr : std::get_if<std::int64_t>(&group->second);
    return weights->dims[1] * (groups == nullptr ? 1 : *groups);
}

/// A signal as the graph tells of it.
Shape signalIn(const OnnxGraph& graph, const OnnxNode& node, const OnnxValue& value)
{
    const auto extent = [&](std::size_t axis) { return static_cast<int>(value.dims[axis]); };
    if (value.dims.size() == 2)
        return {1, 1, extent(1)};
    const std::int64_t channels = signalChannels(graph, node);
    const bool isLast = channels > 0 && value.dims[1] != channels && value.dims[2] == channels;
    return isLast ? Shape{extent(2), 1, extent(1)} : Shape{extent(1), 1, extent(2)};
}

/// An image as the graph tells of it.
Shape pictureIn(const OnnxGraph& graph, const OnnxValue& value)
{
    constexpr std::int64_t kColours = 4; // and transparency
    const Index size = sizeOf(value);
    const auto extent = [&](std::size_t axis) { return static_cast<int>(value.dims[axis]); };
    const OnnxNode* ofSignals = signalNode(graph);
    if (ofSignals != nullptr && value.dims.size() < 4)
        return signalIn(graph, *ofSignals, value);
    if (value.dims.size() == 2)
        return pictureOf(size);
    if (value.dims.size() == 3)
        return extent(1) == 1 ? pictureOf(size) : Shape{1, extent(1), extent(2)};
    if (value.dims.size() != 4)
        throw Error("'" + value.name + "': expected images or lists, found " + dimsText(value.dims));
    return extent(1) > kColours && extent(3) <= kColours ? Shape{extent(3), extent(1), extent(2)}
                                                         : Shape{extent(1), extent(2), extent(3)};
}

bool isKnown(const OnnxValue& value)
{
    return value.dims.size() > 1
        && std::all_of(value.dims.begin() + 1, value.dims.end(), [](std::int64_t extent) { return extent > 0; });
}

/// The output that takes the most values to make; null where nodes make none.
const OnnxValue* deepestOutput(const OnnxModel& model, const std::function<bool(const OnnxValue&)>& fits)
{
    const OnnxGraph graph(model);
    const OnnxValue* deepest = nullptr;
    std::size_t most = 0;
    for (const OnnxValue& output : model.outputs) {
        const std::string value = graph.resolved(output.name);
        const std::size_t count = graph.producer(value) == nullptr ? 0 : graph.ancestors({value}).size();
        if (count > most && fits(output))
            deepest = &output;
        if (deepest == &output)
            most = count;
    }
    return deepest;
}

/// What the operators make of the input, where the file does not say.
Shape madeBy(const OnnxModel& model)
{
    const OnnxValue* output = deepestOutput(model, [](const OnnxValue&) { return true; });
    const OnnxGraph graph(model, output == nullptr ? std::vector<std::string>() : std::vector{output->name});
    if (drawIn(graph))
        return pictureIn(graph, graph.input());
    const OnnxNode* ofSignals = signalNode(graph);
    if (ofSignals != nullptr && graph.input().dims.size() == 3) {
        const Shape signal = signalIn(graph, *ofSignals, graph.input());
        LayerChain chain(signal, requiredForm(graph.input(), signal));
        GraphWalk(graph, chain).follow(graph.input().name);
        if (chain.size() == signal.size())
            return signal;
        return chain.isList() ? Shape{1, 1, static_cast<int>(chain.size())} : chain.shape();
    }
    LayerChain chain(Shape::vector(1), {true, false}, codeOf(graph.input()), graph.input().dims.size() - 1);
    GraphWalk(graph, chain).follow(graph.input().name);
    const Shape made = chain.shape();
    return made.isVector() ? pictureOf(made.size()) : made;
}

} // namespace

std::string dimsText(const std::vector<std::int64_t>& dims)
{
    std::string text;
    for (const std::int64_t extent : dims)
        text += (text.empty() ? "" : " x ") + (extent == kAnyExtent ? "?" : std::to_string(extent));
    return text.empty() ? "nothing" : text;
}

std::optional<ImageForm> formOf(const OnnxValue& value, Shape shape)
{
    const auto is = [&](std::vector<std::int64_t> extents) {
        return value.dims.size() == extents.size() + 1
            && std::equal(extents.begin(), extents.end(), value.dims.begin() + 1,
                [](std::int64_t expected, std::int64_t found) { return found == kAnyExtent || found == expected; });
    };
    if (is({shape.channels, shape.height, shape.width}))
        return ImageForm{true, false};
    if (is({shape.height, shape.width, shape.channels}))
        return ImageForm{true, true};
    const auto listOf = [&](std::vector<std::int64_t> axes) { return ImageForm{false, false, false, false, axes}; };
    if (is({shape.size()}))
        return listOf({});
    if (shape.channels == 1 && is({shape.height, shape.width})) // an image without an axis of channels is a list, too
        return listOf({shape.height, shape.width});
    if (shape.height == 1 && is({shape.channels, shape.width}))
        return ImageForm{true, false, true};
    if (shape.height == 1 && is({shape.width, shape.channels}))
        return ImageForm{true, true, true};
    if (is({1, shape.size()}))
        return listOf({1, shape.size()});
    if (shape.channels == 1 && is({shape.width, shape.height}))
        return ImageForm{true, false, true, true};
    return std::nullopt;
}

ImageForm requiredForm(const OnnxValue& value, Shape shape)
{
    if (const auto form = formOf(value, shape))
        return *form;
    throw Error("'" + value.name + "': expected images of " + shape.text() + ", found " + dimsText(value.dims));
}

const OnnxValue* imageOutput(const OnnxModel& model, Shape shape)
{
    return deepestOutput(model, [&](const OnnxValue& output) { return formOf(output, shape).has_value(); });
}

std::string imageTarget(const OnnxModel& model, Shape shape)
{
    const OnnxValue* output = imageOutput(model, shape);
    if (output == nullptr)
        output = deepestOutput(model, [](const OnnxValue&) { return true; });
    return output == nullptr ? "" : output->name;
}

Shape codeOf(const OnnxValue& input)
{
    (void)sizeOf(input);
    const auto extent = [&](std::size_t axis) { return static_cast<int>(input.dims[axis]); };
    if (input.dims.size() == 2)
        return Shape::vector(extent(1));
    if (input.dims.size() == 3)
        return {extent(1), 1, extent(2)};
    if (input.dims.size() == 4)
        return {extent(1), extent(2), extent(3)};
    throw Error("input '" + input.name + "' of the decoder: expected N x length or a feature map, found "
        + dimsText(input.dims));
}

Shape imageOf(const OnnxModel& model, bool isEncoder)
{
    const OnnxGraph graph(model);
    const OnnxValue& input = graph.input();
    if (isEncoder)
        return pictureIn(graph, input);
    Shape largest;
    for (const OnnxValue& output : model.outputs) {
        if (!isKnown(output))
            continue;
        if (sizeOf(output) == sizeOf(input))
            return pictureIn(graph, input);
        if (largest.size() < sizeOf(output))
            largest = pictureIn(graph, output);
    }
    if (!std::all_of(model.outputs.begin(), model.outputs.end(), isKnown))
        largest = madeBy(model);
    if (largest.size() == sizeOf(input))
        return pictureIn(graph, input);
    if (largest.size() > sizeOf(input))
        return largest;
    throw Error("expected an autoencoder, or a decoder alone, found a graph that makes " + grouped(largest.size())
        + " numbers of " + grouped(sizeOf(input)) + "; an encoder needs its decoder");
}

} // namespace isthmus
