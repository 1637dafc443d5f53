// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"
#include "core/nn/layers.h"

namespace isthmus {

/// How the features of two pictures belong together, of which the coarse one has factor x factor channels for each
/// channel of the fine one, and the fine one as many pixels for each of its own.
struct PixelOrder
{
    Shape coarse;
    Shape fine;
    Index factor;
    bool depthFirst; ///< channels of the coarse one in the order of TensorFlow's depth_to_space; else in PyTorch's

    [[nodiscard]] Index coarseOf(Index feature) const; ///< of a feature of the fine picture
    [[nodiscard]] Index fineOf(Index feature) const; ///< of a feature of the coarse picture
};

/// Moves each number to its place in the other picture.
class PixelMoves final : public Layer
{
public:
    /// @param toFine  from the coarse picture to the fine one; else the way back
    PixelMoves(const PixelOrder& order, bool toFine);

    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override;

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;

private:
    PixelOrder m_order;
    bool m_toFine;
};

/// Fields of a layer that moves pixels.
std::vector<LayerField> pixelMoveFields(const char* help);

} // namespace isthmus
