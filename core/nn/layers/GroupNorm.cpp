// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/layers/normalization.h"

namespace isthmus {

namespace {

Index groupCount(const LayerSpec& spec, Shape input)
{
    const auto groups = static_cast<Index>(fieldValue(layerType("group-norm"), spec, "groups"));
    if (input.flattened && (input.height > 1 || input.width > 1))
        throw Error("group-norm: expected a picture, found a list of " + grouped(input.size())
            + " values of one; put it before the flatten");
    if (input.channels % groups != 0)
        throw Error("group-norm: groups: expected a divisor of the " + grouped(input.channels) + " channels, found "
            + grouped(groups));
    return groups;
}

} // namespace

LayerType groupNormLayer()
{
    return {
        .name = "group-norm",
        .label = "group norm",
        .fields = {{"groups", "Groups", 1, 1, 1 << 16, true, "groups of neighbouring channels; divides their number"},
            normEpsilonField()},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const Index groups = groupCount(spec, context.input);
            const auto epsilon = static_cast<float>(fieldValue(layerType("group-norm"), spec, "epsilon"));
            const NormChannels channels(context.input, {});
            return std::make_unique<SampleNorm>(context.input, SampleNorm::Form{groups, channels.count, epsilon},
                channels.tensor("weight", context.firstParameter, 1.0F));
        },
    };
}

} // namespace isthmus
