// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/nn/LayerSpec.h"

#include <string>

namespace isthmus {

/// y = scale * x + shift, for each channel of an image or each number of a list: what a batch normalisation is outside
/// training, and what arithmetic with constants is.
struct Affine
{
    FloatVector scale;
    FloatVector shift; ///< as many
    std::string node; ///< operator that it comes from, for messages
    [[nodiscard]] bool isEmpty() const { return scale.empty(); }
};

/// The numbers of an Affine, each repeated for the pixels of its channel.
void repeatForPixels(Affine& affine, Index pixels);

/// One Affine behind another, as one. Both have as many numbers.
Affine composed(const Affine& first, const Affine& second);

/// Weights and bias of a dense layer, a convolution or a transposed one, to change in place.
struct FoldedWeights
{
    const LayerSpec& spec;
    FloatVector& weight; ///< weights in PyTorch's shape and order
    FloatVector& bias;
};

/// The layer becomes one that does what the Affine behind it does, too.
/// @return  false if it has other outputs
bool foldBehind(FoldedWeights layer, const Affine& affine);

/// The layer becomes one that does what the Affine before it does, too.
/// @throws Error if the zeros around a padded image stand in the way
void foldBefore(FoldedWeights layer, const Affine& affine);

} // namespace isthmus
