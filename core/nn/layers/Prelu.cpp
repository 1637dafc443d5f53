// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/lanes.h"
#include "core/nn/layers/normalization.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

class Prelu final : public Layer
{
public:
    /// @param slopes  the tensor of the slopes: one for each channel, or one
    Prelu(Shape shape, Parameter slopes)
        : Layer(shape, shape)
        , m_slopes(std::move(slopes))
    {
    }

    [[nodiscard]] std::vector<Parameter> parameters() const override { return {m_slopes}; }
    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override { return fieldInPlace(); }

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;
    void backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const override;

private:
    [[nodiscard]] Index count() const { return m_slopes.size(); }
    [[nodiscard]] float slope(const Pass& pass, Index row) const
    {
        return pass.parameters[m_slopes.offset + row % count()];
    }

    Parameter m_slopes;
};

/// Calls work(row) for each feature, and done() for each block.
template <typename Work>
void forEachFeature(const Batch& batch, ThreadPool& pool, BlockDone done, const Work& work)
{
    forEachRowTileOf(pool, batch.rows(), 1, batch.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
            work(row);
        if (done)
            done(block);
    });
}

void Prelu::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    forEachFeature(in, pass.pool, done, [&](Index row) {
        const float factor = slope(pass, row);
        for (Index i = 0; i < in.cols(); i += kLane) {
            const Lanes x = lanes(in.row(row) + i);
            lanes(out.row(row) + i) = (x > 0.0F).select(x, factor * x);
        }
    });
}

void Prelu::backwardInput(
    const Pass& pass, const Batch& in, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    forEachFeature(in, pass.pool, done, [&](Index row) {
        const float factor = slope(pass, row);
        for (Index i = 0; i < in.cols(); i += kLane) {
            const Lanes x = lanes(in.row(row) + i);
            const Lanes byOut = lanes(gradOut.row(row) + i);
            lanes(gradIn.row(row) + i) = (x > 0.0F).select(byOut, factor * byOut);
        }
    });
}

void Prelu::backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
{
    forEachRowTileOf(pass.pool, count(), 1, in.cols(), [&](const Block& slopes) {
        for (Index slope = slopes.firstRow; slope < slopes.firstRow + slopes.rows; ++slope) {
            double sum = 0;
            for (Index row = slope; row < in.rows(); row += count())
                for (Index sample = 0; sample < in.cols(); ++sample)
                    sum += static_cast<double>(std::min(in.row(row)[sample], 0.0F))
                        * static_cast<double>(gradOut.row(row)[sample]);
            gradient[m_slopes.offset + slope] = static_cast<float>(sum);
        }
    });
}

Parameter slopesOf(const LayerContext& context, bool isShared)
{
    constexpr float kInitial = 0.25F; // PyTorch's
    NormChannels channels(context.input, context.outputLayout);
    if (isShared)
        channels = NormChannels(Shape::vector(1), {});
    return channels.tensor("weight", context.firstParameter, kInitial);
}

} // namespace

LayerType preluLayer()
{
    return {
        .name = "prelu",
        .label = "PReLU",
        .fields = {{"shared", "Shared", 0, 0, 1, true, "1: one slope for all channels; 0: one for each"}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const bool isShared = fieldValue(layerType("prelu"), spec, "shared") == 1;
            return std::make_unique<Prelu>(context.input, slopesOf(context, isShared));
        },
        .isElementwise = true,
    };
}

} // namespace isthmus
