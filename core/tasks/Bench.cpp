// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/Bench.h"

#include "core/base/Error.h"
#include "core/tasks/FmaPeak.h"

#include <algorithm>
#include <thread>

namespace isthmus {

namespace {

/// Samples in the first `steps` steps; the last batch of an epoch is what is left.
double samplesUpTo(const TrainingRun& run, std::int64_t steps)
{
    const auto fitted = static_cast<std::int64_t>(run.split().fitted().size());
    const std::int64_t epochs = steps / run.stepsPerEpoch();
    const std::int64_t rest = steps % run.stepsPerEpoch();
    return static_cast<double>(epochs * fitted + rest * run.spec().training.batchSize);
}

void trainStep(TrainingRun& run, ThreadPool& pool)
{
    if (!run.step(pool))
        throw Error("bench: the loss was not finite after " + grouped(run.steps()) + " steps; lower the learning rate");
}

void takePeak(double seconds, ThreadPool& pool, BenchResult& result)
{
    const FmaPeak peak = measureFmaPeak(seconds, pool);
    if (peak.gflops > result.peakGflops) {
        result.peakGflops = peak.gflops;
        result.peakVectors = peak.vectors;
    }
}

} // namespace

BenchResult bench(const RunSpec& spec, const BenchOptions& options, FunctionRef<void(double)> progress)
{
    TrainingRun run(spec);
    ThreadPool pool(usefulThreads(options.threads));
    BenchResult result;
    result.threads = options.threads > 0 ? options.threads : pool.threads();
    result.batch = spec.training.batchSize;
    result.flopPerSample = run.model()->trainingFlop();
    takePeak(options.peakSeconds, pool, result);

    for (int step = 0; step < options.warmUpSteps; ++step)
        trainStep(run, pool);
    const std::int64_t firstStep = run.steps();
    const double begin = run.lastRecord().seconds;
    do {
        trainStep(run, pool);
        result.seconds = run.lastRecord().seconds - begin;
        if (progress)
            progress(std::min(1.0, result.seconds / options.seconds));
    } while (result.seconds < options.seconds);

    takePeak(options.peakSeconds, pool, result);
    result.steps = run.steps() - firstStep;
    result.samplesPerSecond = (samplesUpTo(run, run.steps()) - samplesUpTo(run, firstStep)) / result.seconds;
    result.gflops = result.samplesPerSecond * result.flopPerSample * 1e-9;
    result.peakShare = result.gflops / result.peakGflops;
    if (options.decodeSeconds)
        result.decode = measureDecodeLatency(*run.model(), run.parameters(), *options.decodeSeconds);
    return result;
}

std::vector<BenchResult> benchMatrix(const RunSpec& spec, const BenchMatrix& matrix, FunctionRef<void(double)> progress)
{
    std::vector<BenchResult> results;
    BenchOptions options;
    options.seconds = matrix.seconds;
    options.peakSeconds = std::min(0.1, 0.1 * matrix.seconds);
    options.decodeSeconds = std::min(0.5, matrix.seconds);
    const std::size_t cells = matrix.batches.size() * matrix.threads.size();
    RunSpec run = spec;
    for (const int batch : matrix.batches) {
        run.training.batchSize = batch;
        for (const int threads : matrix.threads) {
            options.threads = threads;
            results.push_back(bench(run, options, {}));
            results.back().decode = results.front().decode;
            options.decodeSeconds.reset();
            if (progress)
                progress(static_cast<double>(results.size()) / static_cast<double>(cells));
        }
    }
    return results;
}

} // namespace isthmus
