// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"
#include "core/train/TrainSpec.h"

namespace isthmus {

/// What training a model takes beside the data, in bytes.
struct TrainingMemory
{
    double parameters = 0; ///< weights, gradient and moments, and what is kept of the last good state
    double activations = 0; ///< images of one batch, values and gradients of what is computed at a time
    [[nodiscard]] double total() const { return parameters + activations; }
};

/// @param batchSize  images in a batch, where the data have fewer than the training's
TrainingMemory trainingMemory(const Autoencoder& model, const TrainSpec& training, Index batchSize);

/// To be called before anything is allocated.
/// @param available  bytes that the machine has
/// @throws Error if the model needs more: how much, and for what
void requireMemory(const Autoencoder& model, const TrainSpec& training, Index batchSize, double available);

} // namespace isthmus
