// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/denseConvolution.h"

#include "core/base/Error.h"
#include "core/nn/convolution/ConvolutionGeometry.h"
#include "core/nn/layers.h"

namespace isthmus {

namespace {

constexpr Index kMostDenseWeights = Index(1) << 22; ///< a convolution of more is none that a head has

struct ConvPlan
{
    Shape input;
    Shape output;
    KernelAxis vertical;
    KernelAxis horizontal;
    [[nodiscard]] Index taps() const { return Index(vertical.kernel) * horizontal.kernel; }
};

/// Calls for each weight: number of the output, of the input, and of the weight.
template <typename Visit>
void forEachProduct(const ConvPlan& plan, Index channel, int row, int column, const Visit& visit)
{
    const Index output = (channel * plan.output.height + row) * plan.output.width + column;
    for (Index from = 0; from < plan.input.channels; ++from) {
        for (Index place = 0; place < plan.taps(); ++place) {
            const int y = plan.vertical.largeUnder(row, static_cast<int>(place / plan.horizontal.kernel));
            const int x = plan.horizontal.largeUnder(column, static_cast<int>(place % plan.horizontal.kernel));
            if (y < 0 || x < 0 || y >= plan.input.height || x >= plan.input.width)
                continue;
            const Index input = (from * plan.input.height + y) * plan.input.width + x;
            visit(output, input, (channel * plan.input.channels + from) * plan.taps() + place);
        }
    }
}

KernelAxis axisOf(const ChainLayer& conv, double SideValues::*side)
{
    const auto field = [&](const char* name) {
        return static_cast<int>(sideValues(layerType("conv"), conv.spec, name).*side);
    };
    return {field("kernel"), field("stride"), field("padding"), field("dilation")};
}

} // namespace

ChainLayer denseOf(const ChainLayer& conv, Shape input)
{
    const ConvPlan plan{input, conv.output, axisOf(conv, &SideValues::height), axisOf(conv, &SideValues::width)};
    if (fieldValue(layerType("conv"), conv.spec, "groups") != 1)
        throw Error(conv.node + ": expected dense heads in a variational model, found a convolution with groups");
    const Index units = plan.output.size();
    const Index features = plan.input.size();
    if (features == 0 || units > kMostDenseWeights / features)
        throw Error(conv.node + ": expected dense heads in a variational model, found a convolution of "
            + plan.input.text() + " to " + plan.output.text());
    ChainLayer dense{{"dense", {{"units", static_cast<double>(units)}}}, Shape::vector(static_cast<int>(units)),
        FloatVector(static_cast<std::size_t>(units * features), 0), FloatVector(static_cast<std::size_t>(units)),
        conv.node};
    for (Index unit = 0; unit < units; ++unit) {
        const Index pixels = Index(plan.output.height) * plan.output.width;
        const Index pixel = unit % pixels;
        dense.bias[static_cast<std::size_t>(unit)] = conv.bias[static_cast<std::size_t>(unit / pixels)];
        forEachProduct(plan, unit / pixels, static_cast<int>(pixel / plan.output.width),
            static_cast<int>(pixel % plan.output.width), [&](Index output, Index from, Index weight) {
                dense.weight[static_cast<std::size_t>(output * features + from)] =
                    conv.weight[static_cast<std::size_t>(weight)];
            });
    }
    return dense;
}

} // namespace isthmus
