// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/ConvolutionGeometry.h"
#include "core/nn/layers.h"

namespace isthmus {

/// Transposed convolution: the adjoint of a Conv2d from its output's shape to its input's, with a bias of its own.
/// Output extents are (input - 1) * stride - 2 * padding + (kernel - 1) * dilation + 1 + output padding; the output
/// padding, 0 to stride - 1 on each axis, chooses among the extents that a convolution would map to the same input.
/// In the flat vector: weights as [group][ky][kx][output channel][input channel], then the bias. Outside
/// [in, out of a group, kh, kw].
/// For initialisers its fan-in is taps x input channels, which is what one output sums over at stride 1. PyTorch's
/// kaiming_uniform_ reads [in, out, kh, kw] as a convolution's weights and takes taps x output channels.
class ConvTranspose2d final : public Layer
{
public:
    /// @param geometry        small is the input, large the output
    /// @param firstParameter  offset of the weights in the model's flat vector
    ConvTranspose2d(const ConvolutionGeometry& geometry, Index firstParameter);

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
