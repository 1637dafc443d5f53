// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Dense.h"

#include "core/nn/tiles.h"

namespace isthmus {

namespace {

using Weights = Eigen::Map<const Matrix>;

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
    const Weights weight(pass.parameters + m_weight, units(), inputs());
    const float* bias = pass.parameters + m_bias;
    forEachRowTile(pass.pool, units(), in.cols(), [&](const Block& block) {
        BatchView result = out.rowsView(block.firstRow, block.rows);
        for (Index row = 0; row < block.rows; ++row)
            result.row(row).setConstant(bias[block.firstRow + row]);
        result.noalias() += weight.middleRows(block.firstRow, block.rows) * in.view();
        if (done)
            done(block);
    });
}

void Dense::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    const Weights weight(pass.parameters + m_weight, units(), inputs());
    forEachRowTile(pass.pool, inputs(), gradOut.cols(), [&](const Block& block) {
        gradIn.rowsView(block.firstRow, block.rows).noalias() =
            weight.middleCols(block.firstRow, block.rows).transpose() * gradOut.view();
        if (done)
            done(block);
    });
}

void Dense::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    Eigen::Map<Matrix> weight(gradient + m_weight, units(), inputs());
    float* bias = gradient + m_bias;
    forEachRowTile(pass.pool, units(), in.cols(), [&](const Block& block) {
        const ConstBatchView result = gradOut.rowsView(block.firstRow, block.rows);
        weight.middleRows(block.firstRow, block.rows).noalias() = result * in.view().transpose();
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
            bias[row] = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>(gradOut.row(row), in.cols()).sum();
    });
}

const LayerType kDenseType{
    "dense",
    "dense",
    {{"units", "Units", 128, 1, 1 << 20, true, "outputs; \"data\": as many as an image has values"}},
    [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
        const double asked = fieldValue(kDenseType, spec, "units");
        const Index units = asked == kAsData ? context.data.size() : static_cast<Index>(asked);
        return std::make_unique<Dense>(
            context.input, static_cast<int>(units), context.firstParameter, context.outputLayout);
    },
};

} // namespace isthmus
