// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

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

} // namespace

LayerType layerNormLayer()
{
    return {
        .name = "layer-norm",
        .label = "layer norm",
        .fields = {normEpsilonField()},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto epsilon = static_cast<float>(fieldValue(layerType("layer-norm"), spec, "epsilon"));
            return std::make_unique<SampleNorm>(
                context.input, SampleNorm::Form{1, context.input.size(), epsilon}, weightOfEachValue(context));
        },
        .isElementwise = true,
    };
}

} // namespace isthmus
