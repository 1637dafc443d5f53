// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/ConvTranspose2d.h"

#include "core/base/Error.h"
#include "core/nn/convolution/convolutionFields.h"
#include "core/nn/convolution/convolve.h"
#include "core/nn/layers/all.h"

#include <cassert>
#include <string>
#include <vector>

namespace isthmus {

namespace {

/// Output padding along one axis: as given, or what restores the encoder's extent where that is possible.
int outputPadding(double asked, int unpadded, int restored, int stride)
{
    if (asked != kAsEncoder)
        return static_cast<int>(asked);
    const int missing = restored - unpadded;
    return restored > 0 && missing > 0 && missing < stride ? missing : 0;
}

/// One side of the image that a transposed convolution makes.
struct GrownSide
{
    KernelAxis axis;
    int input;
    int restored; ///< extent that the encoder had; 0: none
    double outputPadding; ///< that is asked for
};

int extentOf(const GrownSide& side, Shape image)
{
    const KernelAxis& axis = side.axis;
    if (side.outputPadding >= axis.stride)
        throw Error("conv-transpose: output-padding: expected less than the stride of " + std::to_string(axis.stride)
            + ", found " + shortNumber(side.outputPadding));
    const Index unpadded = Index(side.input - 1) * axis.stride - 2 * axis.padding + axis.reach();
    const Index whole =
        unpadded + outputPadding(side.outputPadding, static_cast<int>(unpadded), side.restored, axis.stride);
    if (whole < 1)
        throw Error("conv-transpose: a padding of " + std::to_string(axis.padding)
            + " takes away the whole image, found an input of " + image.text());
    if (whole > kLongestSide)
        throw Error("conv-transpose: expected an image of at most " + grouped(kLongestSide)
            + " pixels on each side, found " + grouped(whole));
    return static_cast<int>(whole);
}

ConvolutionGeometry makeGeometry(const LayerSpec& spec, const LayerContext& context)
{
    const ConvolutionFields fields = convolutionFields(layerType("conv-transpose"), spec, context);
    const SideValues asked = sideValues(layerType("conv-transpose"), spec, "output-padding");
    const Shape input = context.input;
    const Shape output{fields.channels,
        extentOf({fields.vertical, input.height, context.restored.height, asked.height}, input),
        extentOf({fields.horizontal, input.width, context.restored.width, asked.width}, input)};
    return {output, input, fields.vertical, fields.horizontal, fields.groups};
}

std::vector<LayerField> transposedFields()
{
    std::vector<LayerField> fields = slidingFields(3, 2, 1);
    const LayerField outputPadding{"output-padding", "Output padding", kAsEncoder, 0, 63, true,
        "pixels added at the lower and right edge, less than the stride; \"encoder\": what restores the encoder's "
        "size there",
        {kEncoderWord}};
    fields.insert(fields.begin() + 4, outputPadding);
    fields.insert(fields.begin() + 8, widthField(outputPadding, "output-padding-width", "Output padding across"));
    return fields;
}

} // namespace

ConvTranspose2d::ConvTranspose2d(const ConvolutionGeometry& geometry, Index firstParameter)
    : Layer(geometry.small, geometry.large)
    , m_geometry(geometry)
    , m_weight(firstParameter)
    , m_bias(firstParameter + geometry.weightCount())
{
}

std::vector<Parameter> ConvTranspose2d::parameters() const
{
    Parameter weight = m_geometry.weights(m_weight);
    weight.fanIn = m_geometry.taps() * m_geometry.smallChannels();
    weight.fanOut = m_geometry.taps() * m_geometry.largeChannels();
    return {weight, Parameter::bias(m_bias, m_geometry.large.channels)};
}

double ConvTranspose2d::forwardFlop() const
{
    return m_geometry.flop();
}

std::optional<ReceptiveField> ConvTranspose2d::receptiveField() const
{
    const auto along = [](const KernelAxis& axis) { return spreadingField(axis.stride, axis.padding, axis.reach()); };
    return ReceptiveField{along(m_geometry.vertical), along(m_geometry.horizontal)};
}

void ConvTranspose2d::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    largeFromSmall({m_geometry, pass.parameters + m_weight, pass.parameters + m_bias}, in, out, pass.pool, done);
}

void ConvTranspose2d::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    smallFromLarge({m_geometry, pass.parameters + m_weight, nullptr}, gradOut, gradIn, pass.pool, done);
}

void ConvTranspose2d::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    assert(pass.scratch != nullptr);
    weightGradient(m_geometry, gradOut, in, *pass.scratch, gradient + m_weight, pass.pool);
    biasGradient(m_geometry.large, gradOut, gradient + m_bias, pass.pool);
}

LayerType convTranspose2dLayer()
{
    return {
        .name = "conv-transpose",
        .label = "conv transposed",
        .fields = transposedFields(),
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ConvTranspose2d>(makeGeometry(spec, context), context.firstParameter);
        },
    };
}

} // namespace isthmus
