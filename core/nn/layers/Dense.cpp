// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Dense.h"

#include "core/base/Error.h"
#include "core/nn/layers/all.h"
#include "core/nn/products/Product.h"
#include "core/nn/tiles.h"

#include <cassert>

namespace isthmus {

namespace {

/// Outside's axes of something with this shape in channel-height-width order, and where they step inside.
void appendImageAxes(Shape shape, Index unit, Parameter& parameter)
{
    parameter.extents.insert(parameter.extents.end(), {shape.channels, shape.height, shape.width});
    parameter.strides.insert(
        parameter.strides.end(), {unit, unit * shape.width * shape.channels, unit * shape.channels});
}

} // namespace

Dense::Dense(Shape input, int units, Index firstParameter, Shape outputLayout)
    : Layer(input, Shape::vector(units))
    , m_weight(firstParameter)
    , m_bias(firstParameter + input.size() * units)
    , m_outputLayout(outputLayout.size() == units ? outputLayout : Shape::vector(units))
{
}

std::vector<Parameter> Dense::parameters() const
{
    std::vector<Parameter> both(2);
    both[0].name = "weight";
    both[0].shape = {units(), inputs()};
    both[0].offset = m_weight;
    both[0].fanIn = inputs();
    both[0].fanOut = units();
    appendImageAxes(m_outputLayout, inputs(), both[0]);
    appendImageAxes(inputShape(), 1, both[0]);
    both[1].name = "bias";
    both[1].shape = {units()};
    both[1].offset = m_bias;
    both[1].isBias = true;
    appendImageAxes(m_outputLayout, 1, both[1]);
    return both;
}

std::vector<Parameter> Dense::rowParameters(Index firstRow, Index rows) const
{
    std::vector<Parameter> both = parameters();
    const Shape part = Shape::vector(static_cast<int>(rows));
    both[0].shape[0] = rows;
    both[0].offset += firstRow * inputs();
    both[0].fanOut = rows;
    both[0].extents.clear();
    both[0].strides.clear();
    appendImageAxes(part, inputs(), both[0]);
    appendImageAxes(inputShape(), 1, both[0]);
    both[1].shape[0] = rows;
    both[1].offset += firstRow;
    both[1].extents.clear();
    both[1].strides.clear();
    appendImageAxes(part, 1, both[1]);
    return both;
}

double Dense::forwardFlop() const
{
    return 2.0 * static_cast<double>(inputs()) * static_cast<double>(units());
}

void Dense::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    forEachRowTile(pass.pool, units(), in.cols(), [&](const Block& block) {
        Product product;
        product.a = pass.parameters + m_weight + block.firstRow * inputs();
        product.aRow = inputs();
        product.b = in.row(0);
        product.bRow = in.stride();
        product.c = out.row(block.firstRow);
        product.cRow = out.stride();
        product.rows = block.rows;
        product.columns = in.cols();
        product.depth = inputs();
        product.bias = pass.parameters + m_bias + block.firstRow;
        multiply(product);
        if (done)
            done(block);
    });
}

void Dense::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    forEachRowTile(pass.pool, inputs(), gradOut.cols(), [&](const Block& block) {
        Product product;
        product.a = pass.parameters + m_weight + block.firstRow;
        product.aRow = 1;
        product.aColumn = inputs();
        product.b = gradOut.row(0);
        product.bRow = gradOut.stride();
        product.c = gradIn.row(block.firstRow);
        product.cRow = gradIn.stride();
        product.rows = block.rows;
        product.columns = gradOut.cols();
        product.depth = units();
        multiply(product);
        if (done)
            done(block);
    });
}

void Dense::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    assert(pass.scratch != nullptr);
    Batch& transposed = *pass.scratch; // samples x inputs, so that the columns of the product are contiguous
    transposed.resize(roundUp(in.cols(), kLane), inputs());
    forEachRowTileOf(pass.pool, inputs(), kLane, in.cols(), [&](const Block& block) {
        transpose(in.row(block.firstRow), in.stride(), block.rows, in.cols(), transposed.row(0) + block.firstRow,
            transposed.stride());
    });
    forEachRowTile(pass.pool, units(), in.cols(), [&](const Block& block) {
        Product product;
        product.a = gradOut.row(block.firstRow);
        product.aRow = gradOut.stride();
        product.b = transposed.row(0);
        product.bRow = transposed.stride();
        product.c = gradient + m_weight + block.firstRow * inputs();
        product.cRow = inputs();
        product.rows = block.rows;
        product.columns = inputs();
        product.depth = in.cols();
        multiply(product);
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64> values(gradOut.row(row), in.cols());
            gradient[m_bias + row] = values.sum();
        }
    });
}

LayerType denseLayer()
{
    return {
        .name = "dense",
        .label = "dense",
        .fields = {{"units", "Units", 128, 1, 1 << 20, true,
            "outputs; \"data\": as many as an image has values; \"encoder\": as the encoder's last image",
            {kDataWord, kEncoderWord}}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const double asked = fieldValue(layerType("dense"), spec, "units");
            if (asked == kAsEncoder && context.featureMap.size() == 0)
                throw Error("dense: units \"encoder\" has a meaning in the decoder alone");
            const Index units = asked == kAsData ? context.data.size()
                : asked == kAsEncoder            ? context.featureMap.size()
                                                 : static_cast<Index>(asked);
            return std::make_unique<Dense>(
                context.input, static_cast<int>(units), context.firstParameter, context.outputLayout);
        },
    };
}

} // namespace isthmus
