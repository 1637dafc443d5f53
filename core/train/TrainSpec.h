// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"
#include "core/nn/Schedule.h"

#include <cstdint>
#include <string>

namespace isthmus {

/// How a model is trained, as a plain value. learningRate, beta, freeBits, sparsity and corruption are knobs: they may
/// change while training runs, by Knobs, from the next step on.
struct TrainSpec
{
    int epochs = 10; ///< total, counted from the run's beginning; the window trains until paused
    int batchSize = 128;
    double learningRate = 1e-3;
    std::string optimizer = "adam"; ///< a name from optimizerTypes()
    double momentum = 0; ///< of SGD and RMSProp
    double weightDecay = 0.01; ///< of AdamW: share of each parameter, times the learning rate, that a step takes away
    double clipNorm = 0; ///< most that the L2 norm of the whole gradient may be; 0: any
    ScheduleSpec schedule; ///< multiplies the learning rate
    double beta = 1; ///< weight of the KL term
    double klWarmup = 0; ///< epochs over which that weight rises from 0 to beta
    double freeBits = 0; ///< nats per latent dimension that the KL term leaves free
    double sparsity = 0; ///< weight of the L1 norm of the code
    Corruption corruption; ///< what the input suffers in training
    double validation = 0; ///< share of the training samples held out, [0, 1)
    int earlyStopping = 0; ///< ends after so many epochs in a row without a lower validation loss; 0: never
    bool keepBest = false; ///< the result is the epoch with the lowest validation loss, not the last one
    std::uint64_t seed = 1;
    [[nodiscard]] bool operator==(const TrainSpec&) const = default;
};

/// What goes by the validation loss and so needs validation images: "plateau schedule", "early stopping", "keep-best";
/// null if nothing does.
const char* watcherOfValidation(const TrainSpec& training);

/// Weight decay, clipping, schedule, early stopping and keep-best.
/// @throws Error for a number outside its range, or if validation images are needed and none are held out
void checkOptimization(const TrainSpec& training);

/// What may be changed at every step.
struct Knobs
{
    double learningRate = 1e-3;
    double beta = 1; ///< that a warm-up rises to
    Corruption corruption;
    double freeBits = 0;
    double sparsity = 0;
    [[nodiscard]] bool operator==(const Knobs&) const = default;
};

/// The knobs that a run starts with.
inline Knobs knobsOf(const TrainSpec& training)
{
    return {training.learningRate, training.beta, training.corruption, training.freeBits, training.sparsity};
}

/// The same training, started with these knobs.
inline TrainSpec withKnobs(TrainSpec training, const Knobs& knobs)
{
    training.learningRate = knobs.learningRate;
    training.beta = knobs.beta;
    training.corruption = knobs.corruption;
    training.freeBits = knobs.freeBits;
    training.sparsity = knobs.sparsity;
    return training;
}

/// A change of one knob, for the curve's markers and for exact replay.
struct KnobChange
{
    std::int64_t step = 0; ///< number of the first step that is trained with it, from 0
    std::string knob; ///< "learning-rate", "beta", "free-bits", "sparsity", "corruption"
    std::string from;
    std::string to; ///< value as text, as the command line takes it
    [[nodiscard]] bool operator==(const KnobChange&) const = default;
};

} // namespace isthmus
