// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "core/io/Presets.h"
#include "core/io/RunFile.h"
#include "core/train/MetricLog.h"
#include "core/train/TrainingRun.h"
#include "tests/bench/kernels/kernels.h"

#include <QTemporaryDir>

#include <memory>

namespace isthmus::benchmarks {

namespace {

constexpr int kSteps = 20000; // 40 epochs of Fashion-MNIST

/// `dense-vae` after its first step, with the history of a long run.
struct Bed
{
    ThreadPool pool{2};
    TrainingRun run{denseVae()};
    MetricLog log;
    QTemporaryDir folder;
    std::string path = folder.filePath("run.safetensors").toStdString();

    Bed()
    {
        const StepRecord record = *run.step(pool);
        for (int i = 0; i < kSteps; ++i)
            log.append(record);
        writeRunFile(path, checkpoint());
    }

    static RunSpec denseVae()
    {
        const Preset preset = loadPreset("dense-vae");
        return {std::make_shared<const Dataset>(makeSprites(4 * kBatch, 1)), preset.model, preset.training, {}};
    }

    [[nodiscard]] Checkpoint checkpoint() const
    {
        Checkpoint state = run.checkpoint();
        state.steps = log.stepsFrom(0);
        return state;
    }
};

/// What saving takes from training: the last update is judged, then everything is copied.
void measureStall(benchmark::State& state, Bed& bed)
{
    for (auto round : state) {
        (void)round;
        state.PauseTiming();
        (void)bed.run.step(bed.pool);
        state.ResumeTiming();
        (void)bed.run.goBackUnlessGood(bed.pool);
        benchmark::DoNotOptimize(bed.checkpoint());
    }
}

} // namespace

/// Saving and opening `dense-vae` with its moments and 20,000 steps of history. The stall of training is that of two
/// threads; writing and opening are of whoever saves or opens.
void addRuns()
{
    const auto bed = std::make_shared<Bed>();
    benchmark::RegisterBenchmark("run/stall", [bed](benchmark::State& state) {
        measureStall(state, *bed);
    })->Unit(benchmark::kMicrosecond);
    const auto state = std::make_shared<const Checkpoint>(bed->checkpoint());
    add("run/write", 0, 0, [bed, state] { writeRunFile(bed->path, *state); });
    add("run/open", 0, 0, [bed] { benchmark::DoNotOptimize(readRunFile(bed->path)); });
}

} // namespace isthmus::benchmarks
