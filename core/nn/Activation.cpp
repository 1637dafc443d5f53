// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Activation.h"

#include "core/nn/tiles.h"

#include <algorithm>

namespace isthmus {

namespace {

/// How a block lies in memory: so many stretches of whole lanes. Rows without padding between them are one stretch.
struct Stretches
{
    Stretches(const Block& block, Index stride)
        : count(block.rows)
        , size(roundUp(block.columns, kLane))
    {
        if (size == stride) {
            size *= count;
            count = std::min<Index>(count, 1);
        }
    }
    Index count;
    Index size;
};

} // namespace

void Activation::forwardBlock(const Batch& in, Batch& out, const Block& block) const
{
    const Stretches stretches(block, in.stride());
    for (Index row = block.firstRow; row < block.firstRow + stretches.count; ++row)
        apply(in.row(row) + block.firstColumn, out.row(row) + block.firstColumn, stretches.size);
}

void Activation::backwardBlock(
    const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn, const Block& block) const
{
    const Stretches stretches(block, in.stride());
    for (Index row = block.firstRow; row < block.firstRow + stretches.count; ++row) {
        applyDerivative(in.row(row) + block.firstColumn, out.row(row) + block.firstColumn,
            gradOut.row(row) + block.firstColumn, gradIn.row(row) + block.firstColumn, stretches.size);
    }
}

void Activation::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    forEachRowTile(pass.pool, in.rows(), in.cols(), [&](const Block& block) {
        forwardBlock(in, out, block);
        if (done)
            done(block);
    });
}

void Activation::backwardInput(
    const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    forEachRowTile(pass.pool, in.rows(), in.cols(), [&](const Block& block) {
        backwardBlock(in, out, gradOut, gradIn, block);
        if (done)
            done(block);
    });
}

} // namespace isthmus
