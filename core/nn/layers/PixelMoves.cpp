// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/PixelMoves.h"

#include "core/base/lanes.h"
#include "core/nn/tiles.h"

#include <algorithm>

namespace isthmus {

namespace {

/// Each row of `to` becomes the row of `from` that source(row) names.
template <typename Source>
void moveRows(const Pass& pass, const Batch& from, Batch& to, Index channels, BlockDone done, const Source& source)
{
    forEachRowTileOf(pass.pool, to.rows(), channels, from.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
            std::copy_n(from.row(source(row)), roundUp(from.cols(), kLane), to.row(row));
        if (done)
            done(block);
    });
}

} // namespace

Index PixelOrder::coarseOf(Index feature) const
{
    const Index channel = feature % fine.channels;
    const Index x = feature / fine.channels % fine.width;
    const Index y = feature / fine.channels / fine.width;
    const Index place = y % factor * factor + x % factor;
    const Index from = depthFirst ? place * fine.channels + channel : channel * factor * factor + place;
    return (y / factor * coarse.width + x / factor) * coarse.channels + from;
}

Index PixelOrder::fineOf(Index feature) const
{
    const Index squared = factor * factor;
    const Index from = feature % coarse.channels;
    const Index channel = depthFirst ? from % fine.channels : from / squared;
    const Index place = depthFirst ? from / fine.channels : from % squared;
    const Index x = feature / coarse.channels % coarse.width * factor + place % factor;
    const Index y = feature / coarse.channels / coarse.width * factor + place / factor;
    return (y * fine.width + x) * fine.channels + channel;
}

PixelMoves::PixelMoves(const PixelOrder& order, bool toFine)
    : Layer(toFine ? order.coarse : order.fine, toFine ? order.fine : order.coarse)
    , m_order(order)
    , m_toFine(toFine)
{
}

std::optional<ReceptiveField> PixelMoves::receptiveField() const
{
    const Index factor = m_order.factor;
    const AxisField along = m_toFine ? AxisField{1, factor, 0, 0} : AxisField{factor, 1, 0, factor - 1};
    return ReceptiveField{along, along};
}

void PixelMoves::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    moveRows(pass, in, out, outputShape().channels, done,
        [&](Index row) { return m_toFine ? m_order.coarseOf(row) : m_order.fineOf(row); });
}

void PixelMoves::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    moveRows(pass, gradOut, gradIn, inputShape().channels, done,
        [&](Index row) { return m_toFine ? m_order.fineOf(row) : m_order.coarseOf(row); });
}

std::vector<LayerField> pixelMoveFields(const char* help)
{
    return {{"factor", "Factor", 2, 1, 64, true, help},
        {"depth", "Depth first", 0, 0, 1, true,
            "1: channels in the order of TensorFlow's depth_to_space; 0: in PyTorch's", {}, true}};
}

} // namespace isthmus
