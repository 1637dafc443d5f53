// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/ConvolutionGeometry.h"
#include "core/nn/layers.h"

namespace isthmus {

/// Two-dimensional convolution with zero padding and one bias a channel. Output extents are
/// floor((input + 2 * padding - (kernel - 1) * dilation - 1) / stride) + 1.
/// In the flat vector: weights as [group][ky][kx][input channel][output channel], then the bias. Outside
/// [out, in of a group, kh, kw].
class Conv2d final : public Layer
{
public:
    /// @param geometry        large is the input, small the output
    /// @param firstParameter  offset of the weights in the model's flat vector
    Conv2d(const ConvolutionGeometry& geometry, Index firstParameter);

    [[nodiscard]] std::vector<Parameter> parameters() const override;
    [[nodiscard]] double forwardFlop() const override;
    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override;

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;
    void backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const override;

private:
    ConvolutionGeometry m_geometry;
    Index m_weight;
    Index m_bias;
};

} // namespace isthmus
