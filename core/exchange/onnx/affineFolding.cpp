// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/affineFolding.h"

#include "core/base/Error.h"
#include "core/nn/layers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

/// How the weights of one output and one input lie: inputs of a group for each output, or, transposed, outputs of a
/// group for each input.
struct WeightOrder
{
    std::size_t outputs;
    std::size_t inputs;
    std::size_t each; ///< numbers of one kernel
    std::size_t groups;
    bool outputsFirst;

    [[nodiscard]] bool meet(std::size_t output, std::size_t input) const
    {
        return output / (outputs / groups) == input / (inputs / groups);
    }
    [[nodiscard]] std::size_t begin(std::size_t output, std::size_t input) const
    {
        const std::size_t pair = outputsFirst ? output * (inputs / groups) + input % (inputs / groups)
                                              : input * (outputs / groups) + output % (outputs / groups);
        return pair * each;
    }
};

SideValues fieldSides(const LayerSpec& spec, const char* field)
{
    return sideValues(layerType(spec.type), spec, field);
}

WeightOrder weightOrder(const FoldedWeights& layer)
{
    WeightOrder order{layer.bias.size(), 0, 1, 1, layer.spec.type != "conv-transpose"};
    if (layer.spec.type != "dense") {
        const SideValues kernel = fieldSides(layer.spec, "kernel");
        order.each = static_cast<std::size_t>(kernel.height * kernel.width);
        order.groups = static_cast<std::size_t>(fieldValue(layerType(layer.spec.type), layer.spec, "groups"));
    }
    order.inputs = order.outputs == 0 ? 0 : layer.weight.size() / order.each * order.groups / order.outputs;
    return order;
}

/// Calls visit(output, input, its kernel) for each that meet.
template <typename Visit>
void forEachKernel(const FoldedWeights& layer, const WeightOrder& order, const Visit& visit)
{
    for (std::size_t output = 0; output < order.outputs; ++output)
        for (std::size_t input = 0; input < order.inputs; ++input)
            if (order.meet(output, input))
                visit(output, input, layer.weight.data() + order.begin(output, input));
}

bool hasShift(const ChannelAffine& affine)
{
    return std::any_of(affine.shift.begin(), affine.shift.end(), [](float each) { return each != 0; });
}

/// May a shift before the layer become one of its bias?
bool takesShift(const LayerSpec& spec)
{
    if (spec.type == "dense")
        return true;
    const SideValues padding = fieldSides(spec, "padding");
    return spec.type == "conv" && padding.height == 0 && padding.width == 0;
}

void repeat(FloatVector& values, Index times)
{
    FloatVector all;
    all.reserve(values.size() * static_cast<std::size_t>(times));
    for (const float value : values)
        all.insert(all.end(), static_cast<std::size_t>(times), value);
    values = std::move(all);
}

/// A normalisation scales and shifts each of its numbers itself.
bool foldIntoNorm(FoldedWeights layer, const ChannelAffine& affine)
{
    if (layer.bias.empty() || layer.weight.size() != affine.scale.size())
        return false;
    for (std::size_t i = 0; i < layer.weight.size(); ++i) {
        layer.weight[i] *= affine.scale[i];
        layer.bias[i] = layer.bias[i] * affine.scale[i] + affine.shift[i];
    }
    return true;
}

} // namespace

bool joinsNumbers(const LayerSpec& spec)
{
    return spec.type == "dense" || spec.type == "conv" || spec.type == "conv-transpose";
}

NormWeights normWeights(const ChannelAffine& affine)
{
    NormWeights norm{affine.scale, affine.shift};
    for (std::size_t i = 0; i < norm.weight.size(); ++i) {
        const ChannelAffine::Statistics& known = affine.statistics;
        norm.weight[i] *= static_cast<float>(std::sqrt(double(known.variance[i]) + known.epsilon));
        norm.bias[i] += affine.scale[i] * known.mean[i];
    }
    return norm;
}

void repeatForPixels(ChannelAffine& affine, Index pixels)
{
    repeat(affine.scale, pixels);
    repeat(affine.shift, pixels);
    repeat(affine.statistics.mean, pixels);
    repeat(affine.statistics.variance, pixels);
}

ChannelAffine composed(const ChannelAffine& first, const ChannelAffine& second)
{
    ChannelAffine both{first.scale, first.shift, second.node, first.statistics};
    for (std::size_t i = 0; i < both.scale.size(); ++i) {
        both.scale[i] *= second.scale[i];
        both.shift[i] = both.shift[i] * second.scale[i] + second.shift[i];
    }
    return both;
}

bool foldBehind(FoldedWeights layer, const ChannelAffine& affine)
{
    if (!joinsNumbers(layer.spec))
        return foldIntoNorm(layer, affine);
    if (affine.scale.size() != layer.bias.size())
        return false;
    const WeightOrder order = weightOrder(layer);
    forEachKernel(layer, order, [&](std::size_t output, std::size_t, float* kernel) {
        std::transform(kernel, kernel + order.each, kernel, [&](float w) { return w * affine.scale[output]; });
    });
    for (std::size_t output = 0; output < order.outputs; ++output)
        layer.bias[output] = layer.bias[output] * affine.scale[output] + affine.shift[output];
    return true;
}

bool passesAffine(const LayerSpec& spec, const ChannelAffine& affine)
{
    if (affine.isNormalisation())
        return false;
    if (spec.type == "pad")
        return !hasShift(affine) || fieldValue(layerType("pad"), spec, "with") != 0;
    if (spec.type == "avg-pool") {
        const SideValues padding = fieldSides(spec, "padding");
        return !hasShift(affine) || (padding.height == 0 && padding.width == 0);
    }
    return spec.type == "upsample" || spec.type == "bilinear";
}

bool takesBefore(const LayerSpec& spec, const ChannelAffine& affine)
{
    return joinsNumbers(spec) && (!hasShift(affine) || takesShift(spec));
}

void foldBefore(FoldedWeights layer, const ChannelAffine& affine)
{
    const WeightOrder order = weightOrder(layer);
    if (order.inputs != affine.scale.size())
        throw Error(affine.node + ": expected as many numbers as the next layer takes, " + std::to_string(order.inputs)
            + ", found " + std::to_string(affine.scale.size()));
    std::vector<double> added(order.outputs, 0);
    forEachKernel(layer, order, [&](std::size_t output, std::size_t input, float* kernel) {
        for (std::size_t i = 0; i < order.each; ++i) {
            added[output] += double(kernel[i]) * affine.shift[input];
            kernel[i] *= affine.scale[input];
        }
    });
    for (std::size_t output = 0; output < order.outputs; ++output)
        layer.bias[output] += static_cast<float>(added[output]);
}

} // namespace isthmus
