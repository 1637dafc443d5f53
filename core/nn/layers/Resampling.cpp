// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Resampling.h"

#include "core/base/lanes.h"
#include "core/nn/tiles.h"

#include <utility>

namespace isthmus {

namespace {

AxisShares turnedRound(const AxisShares& shares, Index extent)
{
    AxisShares back(static_cast<std::size_t>(extent));
    for (std::size_t to = 0; to < shares.size(); ++to)
        for (const AxisShare& from : shares[to])
            back[static_cast<std::size_t>(from.pixel)].push_back({static_cast<Index>(to), from.share});
    return back;
}

/// Sums of pixels of `from`, whose rows are `width` pixels long, for each pixel of `to`.
void resample(const AxisShares& vertical, const AxisShares& horizontal, Index channels, Index width, const Batch& from,
    Batch& to, ThreadPool& pool, BlockDone done)
{
    const auto columns = static_cast<Index>(horizontal.size());
    forEachRowTileOf(pool, to.rows(), channels, from.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const Index pixel = row / channels;
            for (Index i = 0; i < from.cols(); i += kLane) {
                Lanes sum = Lanes::Zero();
                for (const AxisShare& y : vertical[static_cast<std::size_t>(pixel / columns)])
                    for (const AxisShare& x : horizontal[static_cast<std::size_t>(pixel % columns)])
                        sum += y.share * x.share
                            * lanes(from.row((y.pixel * width + x.pixel) * channels + row % channels) + i);
                lanes(to.row(row) + i) = sum;
            }
        }
        if (done)
            done(block);
    });
}

Shape resampled(Shape input, const AxisShares& vertical, const AxisShares& horizontal)
{
    return {input.channels, static_cast<int>(vertical.size()), static_cast<int>(horizontal.size())};
}

} // namespace

Resampling::Resampling(Shape input, AxisShares vertical, AxisShares horizontal, std::optional<ReceptiveField> field)
    : Layer(input, resampled(input, vertical, horizontal))
    , m_vertical(std::move(vertical))
    , m_horizontal(std::move(horizontal))
    , m_verticalBack(turnedRound(m_vertical, input.height))
    , m_horizontalBack(turnedRound(m_horizontal, input.width))
    , m_field(field)
{
}

void Resampling::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    resample(m_vertical, m_horizontal, inputShape().channels, inputShape().width, in, out, pass.pool, done);
}

void Resampling::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    resample(
        m_verticalBack, m_horizontalBack, inputShape().channels, outputShape().width, gradOut, gradIn, pass.pool, done);
}

} // namespace isthmus
