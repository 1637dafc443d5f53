// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/layers/normalization.h"

namespace isthmus {

namespace {

/// One number for each value of a sample.
Parameter weightOfEachValue(const LayerContext& context)
{
    const bool isPicture = !context.input.isVector();
    Shape list = context.input;
    list.flattened = true;
    Parameter weight = NormChannels(list, context.outputLayout).tensor("weight", context.firstParameter, 1.0F);
    if (isPicture)
        weight.shape = {list.channels, list.height, list.width};
    return weight;
}

/// A vector is one pixel.
bool isOfPixels(const LayerSpec& spec, Shape input)
{
    if (fieldValue(layerType("layer-norm"), spec, "pixels") == 0 || input.isVector())
        return false;
    if (input.flattened)
        throw Error("layer-norm: expected a picture whose pixels are normalised, found a list of "
            + grouped(input.size()) + " values of one; put it before the flatten");
    return true;
}

} // namespace

LayerType layerNormLayer()
{
    return {
        .name = "layer-norm",
        .label = "layer norm",
        .fields = {normEpsilonField(),
            {"pixels", "Each pixel", 0, 0, 1, true,
                "1: the channels of each pixel are normalised; 0: all values of a sample together", {}, true}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto epsilon = static_cast<float>(fieldValue(layerType("layer-norm"), spec, "epsilon"));
            const Shape input = context.input;
            if (isOfPixels(spec, input))
                return std::make_unique<SampleNorm>(input,
                    SampleNorm::Form{Index(input.height) * input.width, input.channels, epsilon, true},
                    NormChannels(input, {}).tensor("weight", context.firstParameter, 1.0F));
            return std::make_unique<SampleNorm>(
                input, SampleNorm::Form{1, input.size(), epsilon}, weightOfEachValue(context));
        },
        .isElementwise = true,
    };
}

} // namespace isthmus
