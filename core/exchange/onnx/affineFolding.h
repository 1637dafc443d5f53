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
    /// The batch normalisation that it is; empty: it is none.
    struct Statistics
    {
        FloatVector mean;
        FloatVector variance;
        double epsilon = 0;
    };
    Statistics statistics{};
    [[nodiscard]] bool isEmpty() const { return scale.empty(); }
    [[nodiscard]] bool isNormalisation() const { return !statistics.mean.empty(); }
};

/// Does a layer of this type join several numbers by weights: dense, or a convolution of either kind?
bool joinsNumbers(const LayerSpec& spec);

/// Weights and biases that make a batch normalisation with these statistics do what the ChannelAffine does.
struct NormWeights
{
    FloatVector weight;
    FloatVector bias;
};
NormWeights normWeights(const ChannelAffine& affine);

/// The numbers of a ChannelAffine, each repeated for the pixels of its channel.
void repeatForPixels(ChannelAffine& affine, Index pixels);

/// One ChannelAffine behind another, as one. Both have as many numbers. A batch normalisation stays one.
ChannelAffine composed(const ChannelAffine& first, const ChannelAffine& second);

/// Weights and bias of a layer, to change in place: a dense one, a convolution or a transposed one, or, for what stands
/// behind, a normalisation.
struct FoldedWeights
{
    const LayerSpec& spec;
    FloatVector& weight; ///< weights in PyTorch's shape and order
    FloatVector& bias;
};

/// The layer becomes one that does what the ChannelAffine behind it does, too.
/// @return  false if it has other outputs, or none that weights scale
bool foldBehind(FoldedWeights layer, const ChannelAffine& affine);

/// The layer becomes one that does what the ChannelAffine before it does, too.
/// @throws Error if the layer has other inputs
void foldBefore(FoldedWeights layer, const ChannelAffine& affine);

/// Gives a layer of this type without weights the same with a ChannelAffine behind it as with one before it? Zeros
/// around a picture stay zeros under a factor, and not under a shift.
bool passesAffine(const LayerSpec& spec, const ChannelAffine& affine);

/// Can it take up a ChannelAffine before it? The zeros around a padded image would have to be shifted, too.
bool takesBefore(const LayerSpec& spec, const ChannelAffine& affine);

} // namespace isthmus
