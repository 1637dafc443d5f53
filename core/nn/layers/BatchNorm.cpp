// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/layers/normalization.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

using SampleRow = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>;

/// Batch normalisation takes each channel's mean and variance over all pixels of the batch in training, and the running
/// ones elsewhere: y = (x - mean) / sqrt(variance + epsilon) * weight + bias. A batch with a single value of
/// a channel, which PyTorch refuses, goes by the running ones as well. The running variance is the unbiased one.
/// Weights, biases, running means and running variances follow one another in the flat vector. The rows of a channel
/// are as many apart as there are channels. Source: Ioffe & Szegedy 2015 (arXiv 1502.03167), algorithms 1 and 2
class BatchNorm final : public Layer
{
public:
    BatchNorm(Shape shape, const NormChannels& channels, Index firstParameter, float momentum, float epsilon)
        : Layer(shape, shape)
        , m_channels(channels)
        , m_first(firstParameter)
        , m_momentum(momentum)
        , m_epsilon(epsilon)
    {
    }

    [[nodiscard]] std::vector<Parameter> parameters() const override;
    [[nodiscard]] bool needsWholeBatch() const override { return true; }
    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override { return fieldInPlace(); }
    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;
    void backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const override;

private:
    /// What a channel is normalised by.
    struct Moments
    {
        float mean;
        float variance;
        float scale; ///< 1 / sqrt(variance + epsilon)
    };
    enum Part : int { Weight, Bias, RunningMean, RunningVariance };

    [[nodiscard]] Index place(Part part, Index channel) const { return m_first + part * m_channels.count + channel; }
    [[nodiscard]] float at(const Pass& pass, Part part, Index channel) const
    {
        return pass.parameters[place(part, channel)];
    }
    [[nodiscard]] Index valuesIn(const Batch& batch) const { return m_channels.pixels * batch.cols(); }
    [[nodiscard]] bool isByBatch(const Pass& pass, const Batch& in) const
    {
        return pass.noise != nullptr && valuesIn(in) > 1;
    }
    [[nodiscard]] Moments momentsOf(const Pass& pass, const Batch& in, Index channel) const;
    /// Mean over a channel of what term(row) gives for the samples of each of its rows.
    template <typename Term>
    [[nodiscard]] double meanOf(const Batch& batch, Index channel, const Term& term) const;
    /// Calls work(channel) on the pool, and `done` for what it has written.
    template <typename Work>
    void forEachChannel(ThreadPool& pool, Index columns, const Work& work, BlockDone done) const;
    /// Calls work(row) for each row of a channel.
    template <typename Work>
    void forEachRowOf(Index channel, const Work& work) const;

    NormChannels m_channels;
    Index m_first;
    float m_momentum;
    float m_epsilon;
};

std::vector<Parameter> BatchNorm::parameters() const
{
    std::vector<Parameter> all{m_channels.tensor("weight", place(Weight, 0), 1.0F),
        m_channels.tensor("bias", place(Bias, 0), 0.0F), m_channels.tensor("running_mean", place(RunningMean, 0), 0.0F),
        m_channels.tensor("running_var", place(RunningVariance, 0), 1.0F)};
    all[Bias].isBias = true;
    all[RunningMean].isBuffer = true;
    all[RunningVariance].isBuffer = true;
    return all;
}

template <typename Work>
void BatchNorm::forEachRowOf(Index channel, const Work& work) const
{
    for (Index row = channel; row < inputShape().size(); row += m_channels.count)
        work(row);
}

template <typename Work>
void BatchNorm::forEachChannel(ThreadPool& pool, Index columns, const Work& work, BlockDone done) const
{
    forEachRowTileOf(pool, m_channels.count, 1, columns, [&](const Block& tile) {
        for (Index channel = tile.firstRow; channel < tile.firstRow + tile.rows; ++channel)
            work(channel);
        for (Index pixel = 0; done && pixel < m_channels.pixels; ++pixel)
            done({pixel * m_channels.count + tile.firstRow, tile.rows, 0, columns});
    });
}

template <typename Term>
double BatchNorm::meanOf(const Batch& batch, Index channel, const Term& term) const
{
    double sum = 0;
    forEachRowOf(channel, [&](Index row) { sum += static_cast<double>(term(row).sum()); });
    return sum / static_cast<double>(valuesIn(batch));
}

BatchNorm::Moments BatchNorm::momentsOf(const Pass& pass, const Batch& in, Index channel) const
{
    Moments found{at(pass, RunningMean, channel), std::max(at(pass, RunningVariance, channel), 0.0F), 0};
    if (isByBatch(pass, in)) {
        const auto values = [&](Index row) { return SampleRow(in.row(row), in.cols()); };
        found.mean = static_cast<float>(meanOf(in, channel, values));
        found.variance =
            static_cast<float>(meanOf(in, channel, [&](Index row) { return (values(row) - found.mean).square(); }));
    }
    found.scale = 1.0F / std::sqrt(found.variance + m_epsilon);
    return found;
}

void BatchNorm::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    const auto normalise = [&](Index channel) {
        const Moments found = momentsOf(pass, in, channel);
        const float factor = at(pass, Weight, channel) * found.scale;
        const float bias = at(pass, Bias, channel);
        const Index padded = roundUp(in.cols(), kLane);
        forEachRowOf(channel, [&](Index row) {
            Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64>(out.row(row), padded) =
                (SampleRow(in.row(row), padded) - found.mean) * factor + bias;
        });
    };
    forEachChannel(pass.pool, in.cols(), normalise, done);
}

void BatchNorm::backwardInput(
    const Pass& pass, const Batch& in, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    const auto propagate = [&](Index channel) {
        const Moments found = momentsOf(pass, in, channel);
        const float factor = at(pass, Weight, channel) * found.scale;
        const auto gradients = [&](Index row, Index count) { return SampleRow(gradOut.row(row), count); };
        const auto deviations = [&](Index row, Index count) { return SampleRow(in.row(row), count) - found.mean; };
        float mean = 0;
        float along = 0;
        if (isByBatch(pass, in)) {
            const Index count = in.cols();
            mean = static_cast<float>(meanOf(in, channel, [&](Index row) { return gradients(row, count); }));
            along = found.scale * found.scale * static_cast<float>(meanOf(in, channel, [&](Index row) {
                return gradients(row, count) * deviations(row, count);
            }));
        }
        const Index padded = roundUp(in.cols(), kLane);
        forEachRowOf(channel, [&](Index row) {
            Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64>(gradIn.row(row), padded) =
                (gradients(row, padded) - mean - deviations(row, padded) * along) * factor;
        });
    };
    forEachChannel(pass.pool, in.cols(), propagate, done);
}

void BatchNorm::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    const auto count = static_cast<float>(valuesIn(in));
    const float share = isByBatch(pass, in) ? m_momentum : 0.0F;
    const float unbiased = count / std::max(count - 1, 1.0F);
    const auto moved = [&](Part part, Index channel, float to) {
        gradient[place(part, channel)] = (1 - share) * at(pass, part, channel) + share * to;
    };
    const auto differentiate = [&](Index channel) {
        const Moments found = momentsOf(pass, in, channel);
        const auto gradients = [&](Index row) { return SampleRow(gradOut.row(row), in.cols()); };
        const auto products = [&](Index row) {
            return gradients(row) * ((SampleRow(in.row(row), in.cols()) - found.mean) * found.scale);
        };
        gradient[place(Weight, channel)] = count * static_cast<float>(meanOf(in, channel, products));
        gradient[place(Bias, channel)] = count * static_cast<float>(meanOf(in, channel, gradients));
        moved(RunningMean, channel, found.mean);
        moved(RunningVariance, channel, unbiased * found.variance);
    };
    forEachChannel(pass.pool, in.cols(), differentiate, {});
}

} // namespace

LayerType batchNormLayer()
{
    return {
        .name = "batch-norm",
        .label = "batch norm",
        .fields = {{"momentum", "Momentum", 0.1, 0, 1, false, "share of a batch in the running mean and variance"},
            normEpsilonField()},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto field = [&](const char* name) {
                return static_cast<float>(fieldValue(layerType("batch-norm"), spec, name));
            };
            return std::make_unique<BatchNorm>(context.input, NormChannels(context.input, context.outputLayout),
                context.firstParameter, field("momentum"), field("epsilon"));
        },
        .isElementwise = true,
    };
}

} // namespace isthmus
