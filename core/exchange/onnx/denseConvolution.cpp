// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/denseConvolution.h"

#include "core/base/Error.h"

namespace isthmus {

namespace {

constexpr Index kMostDenseWeights = Index(1) << 22; ///< a convolution of more is none that a head has

struct ConvPlan
{
    Shape input;
    Shape output;
    Index kernel;
    Index stride;
    Index padding;
};

/// Calls for each weight: number of the output, of the input, and of the weight.
template <typename Visit>
void forEachProduct(const ConvPlan& plan, Index channel, Index row, Index column, const Visit& visit)
{
    const Index output = (channel * plan.output.height + row) * plan.output.width + column;
    for (Index from = 0; from < plan.input.channels; ++from) {
        for (Index place = 0; place < plan.kernel * plan.kernel; ++place) {
            const Index y = row * plan.stride - plan.padding + place / plan.kernel;
            const Index x = column * plan.stride - plan.padding + place % plan.kernel;
            if (y < 0 || x < 0 || y >= plan.input.height || x >= plan.input.width)
                continue;
            const Index input = (from * plan.input.height + y) * plan.input.width + x;
            visit(output, input, (channel * plan.input.channels + from) * plan.kernel * plan.kernel + place);
        }
    }
}

} // namespace

ChainLayer denseOf(const ChainLayer& conv, Shape input)
{
    const auto field = [&](const char* name) { return static_cast<Index>(conv.spec.values.at(name)); };
    const ConvPlan plan{input, conv.output, field("kernel"), field("stride"), field("padding")};
    const Index units = plan.output.size();
    const Index features = plan.input.size();
    if (features == 0 || units > kMostDenseWeights / features)
        throw Error(conv.node + ": expected dense heads in a variational model, found a convolution of "
            + plan.input.text() + " to " + plan.output.text());
    ChainLayer dense{{"dense", {{"units", static_cast<double>(units)}}}, Shape::vector(static_cast<int>(units)),
        FloatVector(static_cast<std::size_t>(units * features), 0), FloatVector(static_cast<std::size_t>(units)),
        conv.node, false};
    for (Index unit = 0; unit < units; ++unit) {
        const Index pixels = Index(plan.output.height) * plan.output.width;
        const Index pixel = unit % pixels;
        dense.bias[static_cast<std::size_t>(unit)] = conv.bias[static_cast<std::size_t>(unit / pixels)];
        forEachProduct(plan, unit / pixels, pixel / plan.output.width, pixel % plan.output.width,
            [&](Index output, Index from, Index weight) {
                dense.weight[static_cast<std::size_t>(output * features + from)] =
                    conv.weight[static_cast<std::size_t>(weight)];
            });
    }
    return dense;
}

} // namespace isthmus
