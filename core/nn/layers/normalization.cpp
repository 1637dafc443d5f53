// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/normalization.h"

#include "core/base/lanes.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace isthmus {

namespace {

using Sums = Eigen::Array<double, kLane, 1>;

bool hasPixels(Shape shape)
{
    return shape.height > 1 || shape.width > 1;
}

} // namespace

LayerField normEpsilonField()
{
    return {
        "epsilon", "Epsilon", 1e-5, 1e-12, 0.1, false, "is added to a variance before anything is divided by its root"};
}

NormChannels::NormChannels(Shape input, Shape outputLayout)
    : count(input.isVector() ? input.size() : input.channels)
    , pixels(input.size() / count)
    , order(input)
{
    if (!input.isVector())
        order = Shape::vector(input.channels);
    else if (!hasPixels(input) && outputLayout.size() == input.size())
        order = outputLayout;
}

Parameter NormChannels::tensor(const std::string& name, Index offset, float initial) const
{
    Parameter tensor;
    tensor.name = name;
    tensor.shape = {count};
    tensor.offset = offset;
    tensor.extents = {order.channels, order.height, order.width};
    tensor.strides = {1, Index(order.width) * order.channels, order.channels};
    tensor.fanIn = 1;
    tensor.fanOut = 1;
    tensor.initial = initial;
    return tensor;
}

struct SampleNorm::Moments
{
    Lanes mean;
    Lanes scale; ///< 1 / sqrt(variance + epsilon)
};

SampleNorm::SampleNorm(Shape shape, const Form& form, Parameter weight)
    : Layer(shape, shape)
    , m_form(form)
    , m_weight(std::move(weight))
{
    assert(shape.size() % form.groups == 0 && m_weight.size() == form.weights);
}

std::vector<Parameter> SampleNorm::parameters() const
{
    Parameter bias = m_weight;
    bias.name = "bias";
    bias.offset += m_form.weights;
    bias.isBias = true;
    bias.initial = 0.0F;
    return {m_weight, bias};
}

template <typename Work>
void SampleNorm::forEachGroup(ThreadPool& pool, Index columns, const Work& work) const
{
    const Index chunks = roundUp(columns, kLane) / kLane;
    pool.run(chunks * m_form.groups, [&](Index tile) { work(tile % m_form.groups, tile / m_form.groups * kLane); });
}

template <typename Visit>
void SampleNorm::forEachRow(Index group, const Visit& visit) const
{
    if (m_form.ofPixels) {
        for (Index weight = 0; weight < m_form.weights; ++weight)
            visit(group * m_form.weights + weight, weight);
        return;
    }
    for (Index first = 0; first < inputShape().size(); first += m_form.weights)
        for (Index weight = group * groupWeights(); weight < (group + 1) * groupWeights(); ++weight)
            visit(first + weight, weight);
}

Index SampleNorm::groupOf(Index row) const
{
    return m_form.ofPixels ? row / m_form.weights : row % m_form.weights / groupWeights();
}

SampleNorm::Moments SampleNorm::moments(const Batch& in, Index group, Index column) const
{
    const auto count = static_cast<double>(valuesOfGroup());
    Sums sum = Sums::Zero();
    forEachRow(group, [&](Index row, Index) { sum += lanes(in.row(row) + column).cast<double>(); });
    const Sums mean = sum / count;
    Sums squares = Sums::Zero();
    forEachRow(
        group, [&](Index row, Index) { squares += (lanes(in.row(row) + column).cast<double>() - mean).square(); });
    return {mean.cast<float>(), (squares / count + static_cast<double>(m_form.epsilon)).sqrt().inverse().cast<float>()};
}

void SampleNorm::finish(Index group, Index column, Index columns, BlockDone done) const
{
    if (done && m_form.ofPixels)
        return done({group * m_form.weights, m_form.weights, column, std::min(kLane, columns - column)});
    for (Index first = 0; done && first < inputShape().size(); first += m_form.weights)
        done({first + group * groupWeights(), groupWeights(), column, std::min(kLane, columns - column)});
}

void SampleNorm::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    const float* const weights = pass.parameters + m_weight.offset;
    const float* const biases = weights + m_form.weights;
    forEachGroup(pass.pool, in.cols(), [&](Index group, Index column) {
        const Moments found = moments(in, group, column);
        forEachRow(group, [&](Index row, Index weight) {
            lanes(out.row(row) + column) =
                (lanes(in.row(row) + column) - found.mean) * (weights[weight] * found.scale) + biases[weight];
        });
        finish(group, column, in.cols(), done);
    });
}

void SampleNorm::backwardInput(
    const Pass& pass, const Batch& in, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    const float* const weights = pass.parameters + m_weight.offset;
    const auto count = static_cast<double>(valuesOfGroup());
    forEachGroup(pass.pool, in.cols(), [&](Index group, Index column) {
        const Moments found = moments(in, group, column);
        const auto normal = [&](Index row) -> Lanes {
            return (lanes(in.row(row) + column) - found.mean) * found.scale;
        };
        const auto weighed = [&](Index row, Index weight) -> Lanes {
            return weights[weight] * lanes(gradOut.row(row) + column);
        };
        Sums sum = Sums::Zero();
        Sums product = Sums::Zero();
        forEachRow(group, [&](Index row, Index weight) {
            const Lanes gradient = weighed(row, weight);
            sum += gradient.cast<double>();
            product += (gradient * normal(row)).cast<double>();
        });
        const Lanes mean = (sum / count).cast<float>();
        const Lanes along = (product / count).cast<float>();
        forEachRow(group, [&](Index row, Index weight) {
            lanes(gradIn.row(row) + column) = found.scale * (weighed(row, weight) - mean - along * normal(row));
        });
        finish(group, column, in.cols(), done);
    });
}

void SampleNorm::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    assert(pass.scratch != nullptr);
    Batch& kept = *pass.scratch; // means of all groups, then their scales
    kept.resize(2 * m_form.groups, in.cols());
    forEachGroup(pass.pool, in.cols(), [&](Index group, Index column) {
        const Moments found = moments(in, group, column);
        lanes(kept.row(group) + column) = found.mean;
        lanes(kept.row(m_form.groups + group) + column) = found.scale;
    });
    using Row = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>;
    const auto rowOf = [&](const Batch& batch, Index row) { return Row(batch.row(row), in.cols()); };
    forEachRowTileOf(pass.pool, m_form.weights, 1, in.cols(), [&](const Block& tile) {
        for (Index weight = tile.firstRow; weight < tile.firstRow + tile.rows; ++weight) {
            double product = 0;
            double sum = 0;
            for (Index row = weight; row < in.rows(); row += m_form.weights) {
                const Index group = groupOf(row);
                const auto normal = (rowOf(in, row) - rowOf(kept, group)) * rowOf(kept, m_form.groups + group);
                product += static_cast<double>((rowOf(gradOut, row) * normal).sum());
                sum += static_cast<double>(rowOf(gradOut, row).sum());
            }
            gradient[m_weight.offset + weight] = static_cast<float>(product);
            gradient[m_weight.offset + m_form.weights + weight] = static_cast<float>(sum);
        }
    });
}

} // namespace isthmus
