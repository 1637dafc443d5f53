// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/base/lanes.h"
#include "core/nn/tiles.h"

#include <algorithm>

namespace isthmus {

namespace {

class PixelShuffle final : public Layer
{
public:
    PixelShuffle(Shape input, int factor, bool depthFirst)
        : Layer(input, {input.channels / factor / factor, input.height * factor, input.width * factor})
        , m_factor(factor)
        , m_depthFirst(depthFirst)
    {
    }

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override
    {
        const Index channels = outputShape().channels;
        forEachRowTileOf(pass.pool, out.rows(), channels, in.cols(), [&](const Block& block) {
            for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
                std::copy_n(in.row(source(row)), roundUp(in.cols(), kLane), out.row(row));
            if (done)
                done(block);
        });
    }

    void backwardInput(const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override
    {
        const Index channels = inputShape().channels;
        forEachRowTileOf(pass.pool, gradIn.rows(), channels, gradOut.cols(), [&](const Block& block) {
            for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
                std::copy_n(gradOut.row(target(row)), roundUp(gradOut.cols(), kLane), gradIn.row(row));
            if (done)
                done(block);
        });
    }

private:
    /// Feature of the input that a feature of the output is.
    [[nodiscard]] Index source(Index feature) const
    {
        const Index channel = feature % outputShape().channels;
        const Index x = feature / outputShape().channels % outputShape().width;
        const Index y = feature / outputShape().channels / outputShape().width;
        const Index place = y % m_factor * m_factor + x % m_factor;
        const Index from = m_depthFirst ? place * outputShape().channels + channel : channel * squared() + place;
        return (y / m_factor * inputShape().width + x / m_factor) * inputShape().channels + from;
    }

    /// Feature of the output that a feature of the input becomes.
    [[nodiscard]] Index target(Index feature) const
    {
        const Index from = feature % inputShape().channels;
        const Index channel = m_depthFirst ? from % outputShape().channels : from / squared();
        const Index place = m_depthFirst ? from / outputShape().channels : from % squared();
        const Index x = feature / inputShape().channels % inputShape().width * m_factor + place % m_factor;
        const Index y = feature / inputShape().channels / inputShape().width * m_factor + place / m_factor;
        return (y * outputShape().width + x) * outputShape().channels + channel;
    }

    [[nodiscard]] Index squared() const { return m_factor * m_factor; }

    Index m_factor;
    bool m_depthFirst;
};

} // namespace

LayerType pixelShuffleLayer()
{
    return {
        .name = "pixel-shuffle",
        .label = "pixel shuffle",
        .fields = {{"factor", "Factor", 2, 1, 64, true, "height and width grow by it, channels shrink by its square"},
            {"depth", "Depth first", 0, 0, 1, true,
                "1: channels in the order of TensorFlow's depth_to_space; 0: in PyTorch's", {}, true}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto field = [&](const char* name) {
                return static_cast<int>(fieldValue(layerType("pixel-shuffle"), spec, name));
            };
            const Shape input = context.input;
            const int factor = field("factor");
            if (input.flattened)
                throw Error("pixel-shuffle: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            if (input.channels % (factor * factor) != 0)
                throw Error("pixel-shuffle: expected a multiple of " + grouped(factor * factor) + " channels, found "
                    + grouped(input.channels));
            return std::make_unique<PixelShuffle>(input, factor, field("depth") == 1);
        },
    };
}

} // namespace isthmus
