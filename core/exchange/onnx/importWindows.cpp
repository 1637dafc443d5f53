// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importWindows.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

using Integers = std::vector<std::int64_t>;

/// A square window: what our layers have.
struct Square
{
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
};

std::string text(const Integers& values)
{
    std::string all;
    for (const std::int64_t value : values)
        all += (all.empty() ? "" : " ") + std::to_string(value);
    return all.empty() ? "none" : all;
}

/// The number that all entries of an attribute are.
std::int64_t uniform(
    const std::string& name, const Integers& values, std::size_t count, std::int64_t least, std::int64_t most)
{
    const bool same = values.size() == count
        && std::all_of(values.begin(), values.end(), [&](std::int64_t value) { return value == values.front(); });
    if (!same || values.front() < least || values.front() > most)
        throw Error("attribute " + name + ": expected " + std::to_string(count) + " equal numbers from "
            + std::to_string(least) + " to " + std::to_string(most) + ", found " + text(values));
    return values.front();
}

/// Padding that keeps ceil(extent / stride) pixels, if it is the same on both sides.
Integers samePadding(const Square& window, Shape shape)
{
    Integers pads;
    for (const std::int64_t extent : {std::int64_t(shape.height), std::int64_t(shape.width)}) {
        const std::int64_t kept = (extent + window.stride - 1) / window.stride;
        const std::int64_t whole = std::max<std::int64_t>(0, (kept - 1) * window.stride + window.kernel - extent);
        pads.push_back(whole / 2);
        pads.push_back(whole - whole / 2);
    }
    return pads;
}

/// @param kernel  from the weights; 0: from the attribute
Square squareOf(const OperatorAtWork& work, Shape shape, std::int64_t kernel)
{
    constexpr std::int64_t kMost = 64;
    const Integers fromWeights(2, kernel);
    Square square;
    square.kernel =
        uniform("kernel_shape", work.integers("kernel_shape", kernel == 0 ? Integers() : fromWeights), 2, 1, kMost);
    if (kernel != 0 && square.kernel != kernel)
        throw Error("attribute kernel_shape: expected the extent of the weights, " + std::to_string(kernel) + ", found "
            + std::to_string(square.kernel));
    square.stride = uniform("strides", work.integers("strides", Integers(2, 1)), 2, 1, kMost);
    uniform("dilations", work.integers("dilations", Integers(2, 1)), 2, 1, 1);
    const std::string automatic = work.text("auto_pad", "NOTSET");
    Integers pads = work.integers("pads", Integers(4, 0));
    if (automatic == "VALID")
        pads = Integers(4, 0);
    else if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER")
        pads = samePadding(square, shape);
    else if (automatic != "NOTSET")
        throw Error("attribute auto_pad: expected NOTSET, VALID or SAME_UPPER, found " + automatic);
    square.padding = uniform("pads", pads, 4, 0, kMost - 1);
    return square;
}

std::map<std::string, double> fieldsOf(const Square& square)
{
    return {{"kernel", double(square.kernel)}, {"stride", double(square.stride)}, {"padding", double(square.padding)}};
}

/// Places of the window, with this many channels.
Shape placesOf(const Square& square, Shape shape, std::int64_t channels)
{
    const auto places = [&](int extent) {
        const std::int64_t room = extent + 2 * square.padding - square.kernel;
        if (room < 0)
            throw Error("expected a kernel that is not larger than the padded image of " + shape.text() + ", found "
                + std::to_string(square.kernel));
        return static_cast<int>(room / square.stride + 1);
    };
    return {static_cast<int>(channels), places(shape.height), places(shape.width)};
}

/// Weights of a convolution with the channels of the image as their axis `inputAxis`, and the bias, or zeros.
struct KernelWeights
{
    std::int64_t kernel;
    std::int64_t channels;
    FloatVector weight;
    FloatVector bias;
};

KernelWeights kernelWeights(const OperatorAtWork& work, Shape shape, std::size_t inputAxis)
{
    work.require("group", 1);
    const OnnxTensor& tensor = work.floats(1);
    if (tensor.dims.size() != 4 || tensor.dims[2] != tensor.dims[3])
        throw Error("expected weights of a square kernel with four axes, found " + text(tensor.dims));
    if (tensor.dims[inputAxis] != shape.channels)
        throw Error("expected weights for " + std::to_string(shape.channels) + " channels, found "
            + std::to_string(tensor.dims[inputAxis]));
    constexpr std::int64_t kMostChannels = 1 << 14;
    KernelWeights weights{tensor.dims[2], tensor.dims[1 - inputAxis], std::get<FloatVector>(tensor.values), {}};
    if (weights.channels > kMostChannels)
        throw Error("expected at most " + grouped(kMostChannels) + " channels, found " + grouped(weights.channels));
    weights.bias.assign(static_cast<std::size_t>(weights.channels), 0);
    if (work.has(2)) {
        const FloatVector& bias = std::get<FloatVector>(work.floats(2).values);
        if (bias.size() != weights.bias.size())
            throw Error("expected a bias of " + grouped(weights.channels) + " numbers, found "
                + grouped(std::int64_t(bias.size())));
        weights.bias = bias;
    }
    return weights;
}

/// The image that a convolution works on.
Shape imageFor(const OperatorAtWork& work, LayerChain& chain)
{
    if (work.floats(1).dims.size() == 3)
        throw Error("expected a convolution of images, found one of signals (one-dimensional)");
    return chain.image();
}

void appendPooling(const char* type, const OperatorAtWork& work, LayerChain& chain)
{
    const Shape shape = chain.image();
    work.require("ceil_mode", 0);
    Square square = squareOf(work, shape, 0);
    if (type == std::string("avg-pool")) {
        constexpr std::int64_t kDefault = 0; // what a missing attribute means
        if (square.padding != 0 && work.integer("count_include_pad", kDefault) == 0)
            throw Error("attribute count_include_pad: expected 1, so that padding counts as zeros, found 0");
        square.padding += chain.takePadding();
    }
    chain.addOnImage({type, fieldsOf(square)}, placesOf(square, shape, shape.channels));
}

/// How often a Resize repeats each pixel, from its scales or its sizes.
double factorOf(const OperatorAtWork& work, Shape shape)
{
    FloatVector scales;
    const bool isOld = work.node().op == "Upsample" || work.node().inputs.size() == 2; // as in opset 10
    const std::size_t place = isOld ? 1 : 2;
    if (work.has(place) && !work.has(3)) {
        scales = std::get<FloatVector>(work.floats(place).values);
    } else {
        const Integers sizes = work.extents(3, {kAnyExtent, shape.channels, shape.height, shape.width});
        if (sizes.size() == 4)
            scales = {1, sizes[1] == kAnyExtent ? 1 : static_cast<float>(sizes[1]) / static_cast<float>(shape.channels),
                static_cast<float>(sizes[2]) / static_cast<float>(shape.height),
                static_cast<float>(sizes[3]) / static_cast<float>(shape.width)};
    }
    if (scales.size() != 4 || scales[0] != 1 || scales[1] != 1 || scales[2] != scales[3]
        || scales[2] != std::floor(scales[2]) || scales[2] < 1 || scales[2] > 64)
        throw Error("expected height and width to grow by the same whole number from 1 to 64, found other scales");
    return static_cast<double>(scales[2]);
}

} // namespace

void appendConvLayer(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape shape = imageFor(work, chain);
    KernelWeights weights = kernelWeights(work, shape, 1);
    Square square = squareOf(work, shape, weights.kernel);
    square.padding += chain.takePadding();
    std::map<std::string, double> fields = fieldsOf(square);
    fields["channels"] = static_cast<double>(weights.channels);
    chain.addOnImage({"conv", fields}, placesOf(square, shape, weights.channels), std::move(weights.weight),
        std::move(weights.bias));
}

void appendConvTransposeLayer(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape shape = imageFor(work, chain);
    if (work.node().attributes.count("output_shape") > 0 || work.text("auto_pad", "NOTSET") != "NOTSET")
        throw Error("expected explicit pads, found output_shape or auto_pad");
    KernelWeights weights = kernelWeights(work, shape, 0);
    const Square square = squareOf(work, shape, weights.kernel);
    const Integers more = work.integers("output_padding", Integers(2, 0));
    if (more.size() != 2 || std::min(more[0], more[1]) < 0 || std::max(more[0], more[1]) >= square.stride)
        throw Error(
            "attribute output_padding: expected two numbers from 0 to less than the stride, found " + text(more));
    const auto extent = [&](int input, std::int64_t added) {
        const std::int64_t output = (input - 1) * square.stride - 2 * square.padding + square.kernel + added;
        constexpr std::int64_t kMost = 1 << 16;
        if (output < 1 || output > kMost)
            throw Error("expected an image of 1 to " + grouped(kMost) + " pixels a side, found " + grouped(output));
        return static_cast<int>(output);
    };
    std::map<std::string, double> fields = fieldsOf(square);
    fields["channels"] = static_cast<double>(weights.channels);
    fields["output-padding"] = more[0] == more[1] ? static_cast<double>(more[0]) : kAsEncoder;
    chain.addOnImage({"conv-transpose", fields},
        {static_cast<int>(weights.channels), extent(shape.height, more[0]), extent(shape.width, more[1])},
        std::move(weights.weight), std::move(weights.bias));
}

void appendMaxPoolLayer(const OperatorAtWork& work, LayerChain& chain)
{
    appendPooling("max-pool", work, chain);
}

void appendAveragePoolLayer(const OperatorAtWork& work, LayerChain& chain)
{
    appendPooling("avg-pool", work, chain);
}

void appendPad(const OperatorAtWork& work, LayerChain& chain)
{
    if (work.text("mode", "constant") != "constant"
        || (work.has(2) && std::get<FloatVector>(work.floats(2).values) != FloatVector{0}))
        throw Error("expected padding by zeros, found another kind");
    if (!work.has(1) && work.number("value", 0) != 0)
        throw Error("attribute value: expected padding by zeros, found another number");
    if (work.has(3))
        throw Error("expected pads of all axes, found pads of some (input axes)");
    const Integers pads = work.has(1) ? work.extents(1, Integers(4, kAnyExtent)) : work.integers("pads", {});
    if (pads.size() != 8 || pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0)
        throw Error("expected padding of height and width alone, found " + text(pads));
    chain.pad(uniform("pads", {pads[2], pads[3], pads[6], pads[7]}, 4, 0, 32));
}

void appendResizeLayer(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape shape = chain.image();
    const double factor = factorOf(work, shape);
    if (work.text("mode", "nearest") != "nearest")
        throw Error("attribute mode: expected nearest, found " + work.text("mode", "nearest"));
    const std::string where =
        work.text("coordinate_transformation_mode", work.node().op == "Upsample" ? "asymmetric" : "half_pixel");
    const std::string rounding =
        work.text("nearest_mode", work.node().op == "Upsample" ? "floor" : "round_prefer_floor");
    const bool ofCentres = (where == "half_pixel" || where == "pytorch_half_pixel") && rounding.rfind("round", 0) == 0;
    const bool ofCorners =
        where == "asymmetric" && (rounding == "floor" || (factor == 2 && rounding == "round_prefer_floor"));
    if (!ofCentres && !ofCorners)
        throw Error("expected each pixel to be repeated (asymmetric and floor, or half_pixel and round_prefer_floor), "
                    "found "
            + where + " and " + rounding);
    if (factor == 1)
        return;
    const auto whole = static_cast<int>(factor);
    if (const Index values = shape.size() * whole * whole; values > LayerChain::kMostValues)
        throw Error("expected at most " + grouped(LayerChain::kMostValues) + " values, found " + grouped(values));
    chain.addOnImage({"upsample", {{"factor", factor}}}, {shape.channels, shape.height * whole, shape.width * whole});
}

} // namespace isthmus
