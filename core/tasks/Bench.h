// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/FunctionRef.h"
#include "core/train/TrainingRun.h"

#include <cstdint>

namespace isthmus {

struct BenchOptions
{
    int threads = 0; ///< 0: as many as the machine has
    int warmUpSteps = 5; ///< trained first and not counted
    double seconds = 6; ///< of training, at least
    double peakSeconds = 0.3; ///< of measuring the processor's peak, before the training and once more after it
};

/// Speed of training, and what the processor could do at most.
struct BenchResult
{
    double samplesPerSecond = 0;
    double flopPerSample = 0; ///< of a training step: forward and both gradients; a multiply and an add are two
    double gflops = 0; ///< 10^9 FLOP per second that training reaches
    double peakGflops = 0; ///< single-precision multiply-adds on as many threads, measured in the same run
    double peakShare = 0; ///< gflops / peakGflops
    std::int64_t steps = 0; ///< that were timed
    double seconds = 0; ///< that they took
    int threads = 0;
    int batch = 0;
};

/// Times whole steps of training: gathering from bytes, corruption, noise, losses, gradients and optimiser. Evaluation
/// is not part of it.
/// @param progress  told the share of the time that has passed, [0, 1]; may be empty
/// @throws Error if the model does not fit the data, or the loss is not finite
BenchResult bench(const RunSpec& run, const BenchOptions& options, FunctionRef<void(double)> progress);

} // namespace isthmus
