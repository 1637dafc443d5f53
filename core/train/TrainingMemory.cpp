// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/TrainingMemory.h"

#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/nn/Optimizer.h"

namespace isthmus {

namespace {

/// Copies of the flat vector: weights, gradient and moments; weights and moments of the last good state; the best
/// epoch's weights where they are kept; the gradient of a block where a batch is computed in several.
double copies(const TrainSpec& training, bool inBlocks)
{
    const auto moments = static_cast<double>(optimizerType(training.optimizer).moments.size());
    return 2 + moments + (1 + moments) + (training.keepBest ? 1 : 0) + (inBlocks ? 1 : 0);
}

/// Bytes of so many numbers for each of some samples.
double floats(Index features, Index samples)
{
    return sizeof(float) * static_cast<double>(features) * static_cast<double>(roundUp(samples, kLane));
}

} // namespace

TrainingMemory trainingMemory(const Autoencoder& model, const TrainSpec& training, Index batchSize, Index evaluated)
{
    const bool inBlocks = batchSize > model.blockSamples() && training.freeBits == 0 && !model.needsWholeBatch();
    const Index images = 2 * model.inputShape().size(); // clean and corrupted
    TrainingMemory memory;
    memory.parameters = sizeof(float) * copies(training, inBlocks) * static_cast<double>(model.parameterCount());
    memory.activations = floats(images + model.workspaceSize(), inBlocks ? model.blockSamples() : batchSize);
    const Index outputs = 3 * model.inputShape().size(); // clean, corrupted and reconstructed
    memory.evaluation = floats(outputs + model.workspaceSize() / 2, evaluated); // without gradients
    return memory;
}

void requireMemory(
    const Autoencoder& model, const TrainSpec& training, Index batchSize, double available, Index evaluated)
{
    const TrainingMemory memory = trainingMemory(model, training, batchSize, evaluated);
    if (memory.total() <= available)
        return;
    throw Error("model " + model.spec().name + ": training needs " + byteText(memory.total()) + " of memory ("
        + byteText(memory.parameters) + " for " + grouped(model.parameterCount()) + " parameters, "
        + byteText(memory.activations) + " for a batch of " + grouped(batchSize) + ", " + byteText(memory.evaluation)
        + " for evaluating " + grouped(evaluated) + " at a time), found " + byteText(available) + " in this machine");
}

double exploringMemory(const Autoencoder& model)
{
    constexpr double kCopies = 4; // weights twice, two moments
    constexpr double kDecoders = 3;
    const Index oneSample = model.latentDim() + 2 * model.inputShape().size() + model.workspaceSize() / 2;
    return sizeof(float) * kCopies * static_cast<double>(model.parameterCount()) + kDecoders * floats(oneSample, 1);
}

void requireExploringMemory(const Autoencoder& model, double available)
{
    const double needed = exploringMemory(model);
    if (needed <= available)
        return;
    throw Error("model " + model.spec().name + ": exploring needs " + byteText(needed) + " of memory (for "
        + grouped(model.parameterCount()) + " parameters, and for images of " + model.inputShape().text() + "), found "
        + byteText(available) + " in this machine");
}

} // namespace isthmus
