// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/Blocks.h"
#include "core/models/Autoencoder.h"
#include "core/train/TrainSpec.h"

namespace isthmus {

/// What training a model takes beside the data, in bytes.
struct TrainingMemory
{
    double parameters = 0; ///< weights, gradient and moments, and what is kept of the last good state
    double activations = 0; ///< images of one batch, values and gradients of what is computed at a time
    double evaluation = 0; ///< images and values of a block of an epoch's evaluation, beside those of the batch
    [[nodiscard]] double total() const { return parameters + activations + evaluation; }
};

/// @param batchSize  images in a batch, where the data have fewer than the training's
/// @param evaluated  images in a block of an evaluation, where the data have fewer
TrainingMemory trainingMemory(
    const Autoencoder& model, const TrainSpec& training, Index batchSize, Index evaluated = kAnalysisBlock);

/// Checks the memory before anything is allocated.
/// @param available  bytes that the machine has
/// @throws Error if the model needs more: how much, and for what
void requireMemory(const Autoencoder& model, const TrainSpec& training, Index batchSize, double available,
    Index evaluated = kAnalysisBlock);

/// What exploring a model takes beside the data, in bytes: its weights and moments, as they are kept and as they are
/// shown, and decoding by the hand, on either of its threads, and in the background, each a few samples at a time.
double exploringMemory(const Autoencoder& model);

/// Checks the memory before anything is decoded.
/// @param available  bytes that the machine has
/// @throws Error if exploring the model needs more: how much, and for what
void requireExploringMemory(const Autoencoder& model, double available);

} // namespace isthmus
