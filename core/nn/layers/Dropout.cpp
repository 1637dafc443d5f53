// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Rng.h"
#include "core/base/lanes.h"
#include "core/nn/tiles.h"

namespace isthmus {

namespace {

/// Features whose random numbers come from one call.
constexpr Index kDraws = 4;

class Dropout final : public Layer
{
public:
    Dropout(Shape shape, float rate, std::uint32_t number)
        : Layer(shape, shape)
        , m_rate(rate)
        , m_number(number)
    {
    }

    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override { return fieldInPlace(); }
    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override
    {
        drop(pass, in, out, done);
    }
    void backwardInput(const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override
    {
        drop(pass, gradOut, gradIn, done);
    }

private:
    void drop(const Pass& pass, const Batch& from, Batch& to, BlockDone done) const;
    void dropBlock(const LayerNoise& noise, const Batch& from, Batch& to, const Block& block) const;

    float m_rate;
    std::uint32_t m_number;
};

void copyBlock(const Batch& from, Batch& to, const Block& block)
{
    for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
        std::copy_n(from.row(row), roundUp(block.columns, kLane), to.row(row));
}

void Dropout::drop(const Pass& pass, const Batch& from, Batch& to, BlockDone done) const
{
    forEachRowTileOf(pass.pool, from.rows(), kDraws, from.cols(), [&](const Block& block) {
        if (pass.noise == nullptr)
            copyBlock(from, to, block);
        else
            dropBlock(*pass.noise, from, to, block);
        if (done)
            done(block);
    });
}

void Dropout::dropBlock(const LayerNoise& noise, const Batch& from, Batch& to, const Block& block) const
{
    const Rng rng(noise.seed, Purpose::Dropout, m_number);
    const float scale = 1.0F / (1.0F - m_rate);
    const Index end = block.firstRow + block.rows;
    for (Index column = 0; column < block.columns; column += kLane) {
        std::uint64_t samples[kLane] = {};
        for (Index lane = 0; lane < std::min(kLane, block.columns - column); ++lane)
            samples[lane] = static_cast<std::uint64_t>(noise.samples[static_cast<std::size_t>(column + lane)]);
        alignas(kAlignment) float draws[kDraws * kLane];
        for (Index first = block.firstRow; first < end; first += kDraws) {
            rng.uniform16(samples, noise.epoch, static_cast<std::uint32_t>(first), draws);
            for (Index row = first; row < std::min(first + kDraws, end); ++row) {
                const float* const draw = draws + (row - first) * kLane;
                const Lanes kept = scale * lanes(from.row(row) + column);
                lanes(to.row(row) + column) = (lanes(draw) >= m_rate).select(kept, Lanes::Zero());
            }
        }
    }
}

} // namespace

LayerType dropoutLayer()
{
    return {
        .name = "dropout",
        .label = "dropout",
        .fields = {{"rate", "Rate", 0.5, 0, 0.99, false, "share of values that become 0 in training"}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto rate = static_cast<float>(fieldValue(layerType("dropout"), spec, "rate"));
            return std::make_unique<Dropout>(context.input, rate, context.number);
        },
        .isElementwise = true,
    };
}

} // namespace isthmus
