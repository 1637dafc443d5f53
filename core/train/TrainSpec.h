// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"

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
    double momentum = 0; ///< of SGD
    double beta = 1; ///< weight of the KL term
    double klWarmup = 0; ///< epochs over which that weight rises from 0 to beta
    double freeBits = 0; ///< nats per latent dimension that the KL term leaves free
    double sparsity = 0; ///< weight of the L1 norm of the code
    Corruption corruption; ///< what the input suffers in training
    double validation = 0; ///< share of the training samples held out, [0, 1)
    std::uint64_t seed = 1;
    [[nodiscard]] bool operator==(const TrainSpec&) const = default;
};

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
