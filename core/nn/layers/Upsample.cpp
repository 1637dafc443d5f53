// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/base/lanes.h"
#include "core/nn/tiles.h"

namespace isthmus {

namespace {

class Upsample final : public Layer
{
public:
    Upsample(Shape input, Index factor)
        : Layer(input, enlarged(input, factor))
        , m_factor(factor)
    {
    }

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;

private:
    static Shape enlarged(Shape shape, Index factor)
    {
        return {shape.channels, shape.height * static_cast<int>(factor), shape.width * static_cast<int>(factor)};
    }

    Index m_factor;
};

void Upsample::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    const Index channels = inputShape().channels;
    const Index width = outputShape().width;
    forEachRowTileOf(pass.pool, out.rows(), channels, in.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const Index pixel = row / channels;
            const Index from = pixel / width / m_factor * inputShape().width + pixel % width / m_factor;
            std::copy_n(in.row(from * channels + row % channels), roundUp(in.cols(), kLane), out.row(row));
        }
        if (done)
            done(block);
    });
}

void Upsample::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    const Index channels = inputShape().channels;
    forEachRowTileOf(pass.pool, gradIn.rows(), channels, gradOut.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const Index pixel = row / channels;
            const Index firstY = pixel / inputShape().width * m_factor;
            const Index firstX = pixel % inputShape().width * m_factor;
            for (Index i = 0; i < gradOut.cols(); i += kLane) {
                Lanes sum = Lanes::Zero();
                for (Index y = firstY; y < firstY + m_factor; ++y) {
                    for (Index x = firstX; x < firstX + m_factor; ++x)
                        sum += lanes(gradOut.row((y * outputShape().width + x) * channels + row % channels) + i);
                }
                lanes(gradIn.row(row) + i) = sum;
            }
        }
        if (done)
            done(block);
    });
}

} // namespace

LayerType upsampleLayer()
{
    return {
        .name = "upsample",
        .label = "upsampling",
        .fields = {{"factor", "Factor", 2, 1, 64, true, "height and width grow by it"}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto factor = static_cast<Index>(fieldValue(layerType("upsample"), spec, "factor"));
            const Shape input = context.input;
            if (input.flattened)
                throw Error("upsample: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            constexpr Index kMostValues = 1 << 26;
            if (input.size() * factor * factor > kMostValues)
                throw Error("upsample: a picture of " + input.text() + ", " + std::to_string(factor)
                    + " times as high and wide, has more than " + grouped(kMostValues) + " values");
            return std::make_unique<Upsample>(input, factor);
        },
    };
}

} // namespace isthmus
