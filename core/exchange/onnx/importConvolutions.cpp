// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importConvolutions.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/windowAttributes.h"

#include <algorithm>

namespace isthmus {

namespace {

using Lengths = std::vector<std::int64_t>;

constexpr std::int64_t kMostPadding = 63; // that a layer has on both sides

/// Weights of a convolution, and the bias, or zeros.
struct KernelWeights
{
    std::int64_t groups;
    std::int64_t channels; ///< that it makes
    Lengths kernel; ///< height and width
    FloatVector weight;
    FloatVector bias;
};

FloatVector biasOf(const OperatorAtWork& work, std::int64_t channels)
{
    FloatVector bias(static_cast<std::size_t>(channels), 0);
    if (!work.has(2))
        return bias;
    const FloatVector& values = std::get<FloatVector>(work.floats(2).values);
    if (values.size() != bias.size())
        throw Error("expected a bias of " + grouped(channels) + " numbers, found " + grouped(std::ssize(values)));
    return values;
}

/// The weights are outputs x inputs of a group, or, transposed, inputs x outputs of a group.
KernelWeights kernelWeights(const OperatorAtWork& work, LayerChain& chain, bool isTransposed)
{
    constexpr std::int64_t kMostChannels = 1 << 14;
    const OnnxTensor& tensor = work.floats(1);
    const Shape shape = chain.image();
    if (tensor.dims.size() != chain.axes())
        throw Error("expected weights with " + std::string(chain.isSignal() ? "three" : "four") + " axes, found "
            + integersText(tensor.dims));
    const Lengths kernel = forBothSides(chain, Lengths(tensor.dims.begin() + 2, tensor.dims.end()), 1);
    const std::int64_t groups = work.integer("group", 1);
    if (groups < 1 || groups > shape.channels || tensor.dims[0] % groups != 0)
        throw Error("attribute group: expected a divisor of the channels, " + std::to_string(shape.channels) + " and "
            + std::to_string(tensor.dims[0]) + ", found " + std::to_string(groups));
    if (tensor.dims[0] > kMostChannels || tensor.dims[1] > kMostChannels)
        throw Error("expected at most " + grouped(kMostChannels) + " channels, found "
            + grouped(std::max(tensor.dims[0], tensor.dims[1])));
    const std::int64_t inputs = isTransposed ? tensor.dims[0] : tensor.dims[1] * groups;
    const std::int64_t outputs = isTransposed ? tensor.dims[1] * groups : tensor.dims[0];
    if (inputs != shape.channels)
        throw Error(
            "expected weights for " + std::to_string(shape.channels) + " channels, found " + std::to_string(inputs));
    if (outputs > kMostChannels)
        throw Error("expected at most " + grouped(kMostChannels) + " channels, found " + grouped(outputs));
    return {groups, outputs, kernel, std::get<FloatVector>(tensor.values), biasOf(work, outputs)};
}

std::map<std::string, double> convolutionFieldsOf(const WindowSides& sides, const KernelWeights& weights)
{
    std::map<std::string, double> fields = windowFields(sides);
    fields["channels"] = static_cast<double>(weights.channels);
    if (sides.vertical.dilation != 1 || sides.horizontal.dilation != 1)
        setSides(fields, "dilation", sides.vertical.dilation, sides.horizontal.dilation);
    if (weights.groups != 1)
        fields["groups"] = static_cast<double>(weights.groups);
    return fields;
}

/// One side of what a transposed convolution makes: what its layer is given, and what is taken away behind it.
struct GrownAxis
{
    std::int64_t padding;
    std::int64_t outputPadding;
    std::int64_t extent; ///< that the layer makes
    std::int64_t tooMuchBefore;
    std::int64_t tooMuchBehind;
};

/// A layer takes as much away behind as before, and then adds fewer pixels than the stride.
GrownAxis grownAxis(const WindowSide& side, std::int64_t input, std::int64_t outputPadding)
{
    GrownAxis axis{std::min(side.before, kMostPadding), 0, 0, 0, 0};
    std::int64_t more = outputPadding + axis.padding - side.behind;
    if (more >= side.stride) {
        axis.padding = std::clamp<std::int64_t>(side.behind, 0, kMostPadding);
        more = outputPadding + axis.padding - side.behind;
    }
    if (more >= side.stride)
        throw Error("expected at most the stride of pixels beyond the kernel, found " + std::to_string(more));
    axis.tooMuchBefore = side.before - axis.padding;
    axis.outputPadding = std::max<std::int64_t>(more, 0);
    axis.tooMuchBehind = axis.outputPadding - more;
    axis.extent = (input - 1) * side.stride - 2 * axis.padding + side.reach() + axis.outputPadding;
    constexpr std::int64_t kMost = 1 << 16;
    const std::int64_t kept = axis.extent - axis.tooMuchBefore - axis.tooMuchBehind;
    if (kept < 1 || axis.extent > kMost)
        throw Error("expected an image of 1 to " + grouped(kMost) + " pixels a side, found " + grouped(kept));
    return axis;
}

/// Padding of a side that makes an image of this extent.
void reachExtent(WindowSide& side, std::int64_t input, std::int64_t outputPadding, std::int64_t extent, bool oddBehind)
{
    const std::int64_t whole = (input - 1) * side.stride + outputPadding + side.reach() - extent;
    side.before = 0;
    side.behind = whole;
    if (whole >= 0)
        dealPadding(side, whole, oddBehind);
}

/// The attribute output_shape, or auto_pad, in the place of pads.
void padForExtents(const OperatorAtWork& work, LayerChain& chain, const Lengths& outputPadding, WindowSides& sides)
{
    const Shape image = chain.image();
    const std::ptrdiff_t count = chain.isSignal() ? 1 : 2;
    const std::string automatic = work.text("auto_pad", "NOTSET");
    const bool isSame = automatic == "SAME_UPPER" || automatic == "SAME_LOWER";
    Lengths extents = work.integers("output_shape", {});
    if (extents.empty() && isSame)
        extents = {image.height * sides.vertical.stride, image.width * sides.horizontal.stride};
    if (extents.empty())
        return;
    if (std::ssize(extents) > count) // some write all axes; a signal has no rows
        extents.erase(extents.begin(), extents.end() - count);
    extents = forBothSides(chain, extents, image.height);
    if (extents.size() != 2)
        throw Error("attribute output_shape: expected 2 extents, found " + integersText(extents));
    const bool oddBehind = automatic == "SAME_UPPER";
    reachExtent(sides.vertical, image.height, outputPadding[0], extents[0], oddBehind);
    reachExtent(sides.horizontal, image.width, outputPadding[1], extents[1], oddBehind);
}

Lengths outputPaddingOf(const OperatorAtWork& work, const LayerChain& chain, const WindowSides& sides)
{
    const Lengths more = forBothSides(chain, work.integers("output_padding", Lengths(chain.isSignal() ? 1 : 2, 0)), 0);
    const bool fits = more.size() == 2 && std::min(more[0], more[1]) >= 0 && more[0] < sides.vertical.stride
        && more[1] < sides.horizontal.stride;
    if (!fits)
        throw Error("attribute output_padding: expected two numbers from 0 to less than the stride, found "
            + integersText(more));
    return more;
}

} // namespace

void appendConvLayer(const OperatorAtWork& work, LayerChain& chain)
{
    (void)chain.image();
    const Margins margins = paddingBefore(work, chain);
    KernelWeights weights = kernelWeights(work, chain, false);
    WindowSides sides = windowSides(work, chain, weights.kernel);
    addMargins(sides, margins);
    padBeyond(chain, sides, kMostPadding, kMostPadding, kPadZeros);
    chain.addOnImage({"conv", convolutionFieldsOf(sides, weights)}, placesOf(sides, chain.image(), weights.channels),
        std::move(weights.weight), std::move(weights.bias));
}

void appendConvTransposeLayer(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape image = chain.image();
    KernelWeights weights = kernelWeights(work, chain, true);
    WindowSides sides = windowSides(work, chain, weights.kernel);
    const Lengths more = outputPaddingOf(work, chain, sides);
    padForExtents(work, chain, more, sides);
    const GrownAxis vertical = grownAxis(sides.vertical, image.height, more[0]);
    const GrownAxis horizontal = grownAxis(sides.horizontal, image.width, more[1]);
    std::map<std::string, double> fields = convolutionFieldsOf(sides, weights);
    fields.erase("padding-width");
    setSides(fields, "padding", vertical.padding, horizontal.padding);
    setSides(fields, "output-padding", vertical.outputPadding, horizontal.outputPadding);
    chain.addOnImage({"conv-transpose", fields},
        {static_cast<int>(weights.channels), static_cast<int>(vertical.extent), static_cast<int>(horizontal.extent)},
        std::move(weights.weight), std::move(weights.bias));
    const Margins margins{
        -vertical.tooMuchBefore, -vertical.tooMuchBehind, -horizontal.tooMuchBefore, -horizontal.tooMuchBehind};
    if (!margins.areZero())
        chain.addPad(margins, kPadZeros);
}

} // namespace isthmus
