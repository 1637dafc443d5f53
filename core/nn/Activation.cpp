// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Activation.h"

#include "core/nn/tiles.h"

namespace isthmus {

void Activation::forwardBlock(const Batch& in, Batch& out, const Block& block) const
{
    const Index count = roundUp(block.columns, kLane);
    for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
        apply(in.row(row) + block.firstColumn, out.row(row) + block.firstColumn, count);
}

void Activation::backwardBlock(
    const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn, const Block& block) const
{
    const Index count = roundUp(block.columns, kLane);
    for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
        applyDerivative(in.row(row) + block.firstColumn, out.row(row) + block.firstColumn,
            gradOut.row(row) + block.firstColumn, gradIn.row(row) + block.firstColumn, count);
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
