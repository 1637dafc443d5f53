// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/FunctionRef.h"
#include "core/tasks/DecodeLatency.h"
#include "core/train/TrainingRun.h"

#include <cstdint>
#include <optional>

namespace isthmus {

struct BenchOptions
{
    int threads = 0; ///< number of threads; 0: as many as the machine has
    int warmUpSteps = 5; ///< trained first and not counted
    double seconds = 6; ///< time of training, at least
    double peakSeconds = 0.3; ///< time spent on the processor's peak, before the training and once more after it
    std::optional<double> decodeSeconds = 0.5; ///< time spent on each kind of decode; empty: none is timed
};

/// Speed of training, and what the processor could do at most.
struct BenchResult
{
    double samplesPerSecond = 0;
    double flopPerSample = 0; ///< FLOP of a training step: forward and both gradients; a multiply and an add are two
    double gflops = 0; ///< 10^9 FLOP per second that training reaches
    double peakGflops = 0; ///< single-precision multiply-adds on as many threads, measured in the same run
    double peakShare = 0; ///< gflops / peakGflops
    const char* peakVectors = ""; ///< vector instructions with which that peak is reached: "AVX-512"
    DecodeLatency decode; ///< time of decoding on one thread, of the model as trained by then
    std::int64_t steps = 0; ///< number of steps that were timed
    double seconds = 0; ///< time that they took
    int threads = 0;
    int batch = 0;
};

/// Times whole steps of training: gathering from bytes, corruption, noise, losses, gradients and optimiser. Evaluation
/// is not part of it. Then times decoding.
/// @param progress  told the share of the time that has passed, [0, 1]; may be empty
/// @throws Error if the model does not fit the data, or the loss is not finite
BenchResult bench(const RunSpec& run, const BenchOptions& options, FunctionRef<void(double)> progress);

/// The settings that a matrix of measurements combines.
struct BenchMatrix
{
    std::vector<int> batches{32, 128, 512};
    std::vector<int> threads{1, 2, 4, 8};
    double seconds = 2; ///< time of training in each cell, at least
};

/// bench() of one model with each batch size on each number of threads; decoding is timed once.
/// @param progress  told the share of the cells that are done; may be empty
/// @return          one result a cell, batch by batch
std::vector<BenchResult> benchMatrix(const RunSpec& run, const BenchMatrix& matrix, FunctionRef<void(double)> progress);

} // namespace isthmus
