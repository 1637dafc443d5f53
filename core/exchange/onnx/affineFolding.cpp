// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/affineFolding.h"

#include "core/base/Error.h"

#include <algorithm>

namespace isthmus {

namespace {

/// How the weights of one output and one input lie: `inputs` x `outputs` x `each`, or outputs first.
struct WeightOrder
{
    std::size_t outputs;
    std::size_t inputs;
    std::size_t each; ///< numbers of one kernel
    bool outputsFirst;
    [[nodiscard]] std::size_t begin(std::size_t output, std::size_t input) const
    {
        return (outputsFirst ? output * inputs + input : input * outputs + output) * each;
    }
};

WeightOrder weightOrder(const FoldedWeights& layer, std::size_t kernelSize)
{
    const std::size_t outputs = layer.bias.size();
    return {outputs, outputs == 0 ? 0 : layer.weight.size() / outputs / kernelSize, kernelSize,
        layer.spec.type != "conv-transpose"};
}

WeightOrder weightOrder(const FoldedWeights& layer)
{
    if (layer.spec.type == "dense")
        return weightOrder(layer, 1);
    const auto kernel = static_cast<std::size_t>(layer.spec.values.at("kernel"));
    return weightOrder(layer, kernel * kernel);
}

bool hasShift(const ChannelAffine& affine)
{
    return std::any_of(affine.shift.begin(), affine.shift.end(), [](float each) { return each != 0; });
}

/// May a shift before the layer become one of its bias?
bool takesShift(const LayerSpec& spec)
{
    return spec.type == "dense" || (spec.type == "conv" && spec.values.at("padding") == 0);
}

void repeat(FloatVector& values, Index times)
{
    FloatVector all;
    all.reserve(values.size() * static_cast<std::size_t>(times));
    for (const float value : values)
        all.insert(all.end(), static_cast<std::size_t>(times), value);
    values = std::move(all);
}

} // namespace

void repeatForPixels(ChannelAffine& affine, Index pixels)
{
    repeat(affine.scale, pixels);
    repeat(affine.shift, pixels);
}

ChannelAffine composed(const ChannelAffine& first, const ChannelAffine& second)
{
    ChannelAffine both{first.scale, first.shift, second.node};
    for (std::size_t i = 0; i < both.scale.size(); ++i) {
        both.scale[i] *= second.scale[i];
        both.shift[i] = both.shift[i] * second.scale[i] + second.shift[i];
    }
    return both;
}

bool foldBehind(FoldedWeights layer, const ChannelAffine& affine)
{
    if (affine.scale.size() != layer.bias.size())
        return false;
    const WeightOrder order = weightOrder(layer);
    for (std::size_t output = 0; output < order.outputs; ++output) {
        for (std::size_t input = 0; input < order.inputs; ++input) {
            float* const kernel = layer.weight.data() + order.begin(output, input);
            std::transform(kernel, kernel + order.each, kernel, [&](float w) { return w * affine.scale[output]; });
        }
        layer.bias[output] = layer.bias[output] * affine.scale[output] + affine.shift[output];
    }
    return true;
}

void foldBefore(FoldedWeights layer, const ChannelAffine& affine)
{
    const WeightOrder order = weightOrder(layer);
    if (order.inputs != affine.scale.size())
        throw Error(affine.node + ": expected as many numbers as the next layer takes, " + std::to_string(order.inputs)
            + ", found " + std::to_string(affine.scale.size()));
    if (hasShift(affine) && !takesShift(layer.spec))
        throw Error(affine.node + ": cannot be folded into the " + layer.spec.type
            + " behind it, which pads with zeros; expected it behind a layer with weights");
    for (std::size_t output = 0; output < order.outputs; ++output) {
        double added = 0;
        for (std::size_t input = 0; input < order.inputs; ++input) {
            float* const kernel = layer.weight.data() + order.begin(output, input);
            for (std::size_t i = 0; i < order.each; ++i) {
                added += double(kernel[i]) * affine.shift[input];
                kernel[i] *= affine.scale[input];
            }
        }
        layer.bias[output] += static_cast<float>(added);
    }
}

} // namespace isthmus
