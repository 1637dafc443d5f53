// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/nn/LayerSpec.h"

#include <string>

namespace isthmus {

/// y = scale * x + shift, for each channel of an image or each number of a list: what a batch normalisation is outside
/// training, and what arithmetic with constants is.
struct ChannelAffine
{
    FloatVector scale;
    FloatVector shift; ///< as many
    std::string node; ///< operator that it comes from, for messages
    [[nodiscard]] bool isEmpty() const { return scale.empty(); }
};

/// The numbers of an ChannelAffine, each repeated for the pixels of its channel.
void repeatForPixels(ChannelAffine& affine, Index pixels);

/// One ChannelAffine behind another, as one. Both have as many numbers.
ChannelAffine composed(const ChannelAffine& first, const ChannelAffine& second);

/// Weights and bias of a dense layer, a convolution or a transposed one, to change in place.
struct FoldedWeights
{
    const LayerSpec& spec;
    FloatVector& weight; ///< weights in PyTorch's shape and order
    FloatVector& bias;
};

/// The layer becomes one that does what the ChannelAffine behind it does, too.
/// @return  false if it has other outputs
bool foldBehind(FoldedWeights layer, const ChannelAffine& affine);

/// The layer becomes one that does what the ChannelAffine before it does, too.
/// @throws Error if the zeros around a padded image stand in the way
void foldBefore(FoldedWeights layer, const ChannelAffine& affine);

} // namespace isthmus
