// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Conv2d.h"

#include "core/base/Error.h"
#include "core/nn/convolution/convolutionFields.h"
#include "core/nn/convolution/convolve.h"
#include "core/nn/layers/all.h"

#include <cassert>
#include <string>

namespace isthmus {

namespace {

std::string zerosText(const ConvolutionFields& fields)
{
    const int height = fields.vertical.padding;
    const int width = fields.horizontal.padding;
    return height == width ? std::to_string(height) : sidesText(height, width);
}

/// Places of the kernel along an axis of the image.
int placesOf(const ConvolutionFields& fields, const KernelAxis& axis, int extent, Shape image)
{
    const int room = extent + 2 * axis.padding - axis.reach();
    if (room < 0)
        throw Error("conv: a kernel of " + sidesText(fields.vertical.reach(), fields.horizontal.reach())
            + " is larger than the padded image, found " + image.text() + " with padding " + zerosText(fields));
    return room / axis.stride + 1;
}

} // namespace

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
    weight.fanIn = m_geometry.taps() * m_geometry.largeChannels();
    weight.fanOut = m_geometry.taps() * m_geometry.smallChannels();
    return {weight, Parameter::bias(m_bias, m_geometry.small.channels)};
}

double Conv2d::forwardFlop() const
{
    return m_geometry.flop();
}

std::optional<ReceptiveField> Conv2d::receptiveField() const
{
    const auto along = [](const KernelAxis& axis) { return slidingField(axis.stride, axis.padding, axis.reach()); };
    return ReceptiveField{along(m_geometry.vertical), along(m_geometry.horizontal)};
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
        .fields = slidingFields(3, 1, 1),
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const ConvolutionFields fields = convolutionFields(layerType("conv"), spec, context);
            const Shape input = context.input;
            const Shape output{fields.channels, placesOf(fields, fields.vertical, input.height, input),
                placesOf(fields, fields.horizontal, input.width, input)};
            const ConvolutionGeometry geometry{input, output, fields.vertical, fields.horizontal, fields.groups};
            return std::make_unique<Conv2d>(geometry, context.firstParameter);
        },
    };
}

} // namespace isthmus
