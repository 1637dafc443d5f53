// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"
#include "core/nn/layers.h"

namespace isthmus {

/// Fully connected layer: out = W in + b, with W of units x features.
/// In the flat vector: W row by row, then b. Outside, rows and columns that meet an image are in
/// channel-height-width order (Parameter).
class Dense final : public Layer
{
public:
    /// @param input         any shape; an image is read as its features
    /// @param units         rows of W
    /// @param firstParameter  offset of W in the model's flat vector
    /// @param outputLayout  shape that the output is about to take (a reshape behind it); ignored if it has not `units`
    ///                      features
    Dense(Shape input, int units, Index firstParameter, Shape outputLayout);

    [[nodiscard]] std::vector<Parameter> parameters() const override;
    [[nodiscard]] double forwardFlop() const override;

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;
    void backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const override;

    /// Tensors of `units` consecutive rows that start at `firstRow`: how a layer that stacks two heads is stored.
    [[nodiscard]] std::vector<Parameter> rowParameters(Index firstRow, Index rows) const;

private:
    [[nodiscard]] Index inputs() const { return inputShape().size(); }
    [[nodiscard]] Index units() const { return outputShape().size(); }

    Index m_weight;
    Index m_bias;
    Shape m_outputLayout;
};

} // namespace isthmus
