// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Conv2d.h"

#include "core/base/Error.h"
#include "core/nn/convolution/convolutionFields.h"
#include "core/nn/convolution/convolve.h"
#include "core/nn/layers/all.h"

#include <cassert>

namespace isthmus {

Conv2d::Conv2d(const ConvolutionGeometry& geometry, Index firstParameter)
    : Layer(geometry.large, geometry.small)
    , m_geometry(geometry)
    , m_weight(firstParameter)
    , m_bias(firstParameter + geometry.weightCount())
{
}

std::vector<Parameter> Conv2d::parameters() const
{
    Parameter weight = m_geometry.weights(m_weight);
    weight.fanIn = m_geometry.taps() * m_geometry.large.channels;
    weight.fanOut = m_geometry.taps() * m_geometry.small.channels;
    return {weight, Parameter::bias(m_bias, m_geometry.small.channels)};
}

double Conv2d::forwardFlop() const
{
    return m_geometry.flop();
}

void Conv2d::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    smallFromLarge({m_geometry, pass.parameters + m_weight, pass.parameters + m_bias}, in, out, pass.pool, done);
}

void Conv2d::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    largeFromSmall({m_geometry, pass.parameters + m_weight, nullptr}, gradOut, gradIn, pass.pool, done);
}

void Conv2d::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    assert(pass.scratch != nullptr);
    weightGradient(m_geometry, in, gradOut, *pass.scratch, gradient + m_weight, pass.pool);
    biasGradient(m_geometry.small, gradOut, gradient + m_bias, pass.pool);
}

LayerType conv2dLayer()
{
    return {
        .name = "conv",
        .label = "conv",
        .fields = {channelsField(), kernelField(3), strideField(1), paddingField(1)},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const ConvolutionFields fields = convolutionFields(layerType("conv"), spec, context);
            ConvolutionGeometry geometry{context.input, {}, fields.kernel, fields.stride, fields.padding};
            const auto extent = [&](int input) {
                const int room = input + 2 * fields.padding - fields.kernel;
                if (room < 0) {
                    throw Error("conv: a kernel of " + std::to_string(fields.kernel) + " x "
                        + std::to_string(fields.kernel) + " is larger than the padded image, found "
                        + context.input.text() + " with padding " + std::to_string(fields.padding));
                }
                return room / fields.stride + 1;
            };
            geometry.small = {fields.channels, extent(context.input.height), extent(context.input.width)};
            return std::make_unique<Conv2d>(geometry, context.firstParameter);
        },
    };
}

} // namespace isthmus
