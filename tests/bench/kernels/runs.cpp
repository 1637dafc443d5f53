// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "core/runs/Presets.h"
#include "core/runs/RunFile.h"
#include "core/train/Trainer.h"
#include "tests/bench/kernels/kernels.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

namespace isthmus::benchmarks {

namespace {

constexpr int kTenEpochs = 4'690; // steps on Fashion-MNIST
constexpr int kLong = 1'000'000;

RunSpec denseVae()
{
    static const auto data = std::make_shared<const Dataset>(makeSprites(4 * kBatch, 1));
    const Preset preset = loadPreset("dense-vae");
    return {data, preset.model, preset.training, {}};
}

/// `dense-vae` with its moments, after so many steps as far as its history knows.
std::shared_ptr<const Checkpoint> stateAfter(int steps)
{
    ThreadPool pool(2);
    TrainingRun run(denseVae());
    StepRecord record = *run.step(pool);
    auto state = std::make_shared<Checkpoint>(run.checkpoint());
    std::vector<StepRecord> history;
    for (int i = 1; i <= steps; ++i) {
        record.step = i;
        history.push_back(record);
    }
    state->steps = StepHistory(history);
    state->step = state->record.step = steps;
    return state;
}

/// Time that a trainer was not training while it did 20 steps, in seconds.
double idleSeconds(Trainer& trainer, bool saves)
{
    constexpr int kSteps = 20;
    const auto trained = [&trainer] {
        const std::size_t count = trainer.log().stepCount();
        return trainer.log().stepsFrom(count - 1).front().seconds;
    };
    const double before = trained();
    const auto start = std::chrono::steady_clock::now();
    trainer.stepBatches(kSteps);
    if (saves)
        trainer.requestCheckpoint();
    trainer.waitUntilIdle();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    (void)trainer.takeCheckpoint();
    return spent.count() - (trained() - before);
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// What a save takes from a trainer that trains: the last update is judged, then the state is copied. The same steps
/// with a save and without one, in turn; the time is the difference.
void measureStall(benchmark::State& state, int steps)
{
    const auto from = stateAfter(steps);
    Trainer trainer(denseVae(), *from, 2, 0);
    (void)idleSeconds(trainer, true);
    std::vector<double> stalls;
    for (auto round : state) {
        (void)round;
        const double without = idleSeconds(trainer, false);
        stalls.push_back(idleSeconds(trainer, true) - without);
        state.SetIterationTime(std::max(stalls.back(), 0.0));
    }
    state.counters["median ms"] = 1e3 * median(stalls);
    state.counters["longest ms"] = 1e3 * *std::max_element(stalls.begin(), stalls.end());
}

void measureWrite(benchmark::State& state, int steps)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.safetensors").toStdString();
    const auto run = stateAfter(steps);
    for (auto round : state) {
        (void)round;
        writeRunFile(path, *run);
    }
}

void measureOpen(benchmark::State& state, int steps)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.safetensors").toStdString();
    writeRunFile(path, *stateAfter(steps));
    for (auto round : state) {
        (void)round;
        benchmark::DoNotOptimize(readRunFile(path));
    }
}

/// Samples that these trainers train in a second, together.
double samplesPerSecond(std::vector<std::unique_ptr<Trainer>>& trainers)
{
    constexpr std::chrono::milliseconds kSpan{1500};
    std::int64_t before = 0;
    for (auto& trainer : trainers)
        trainer->play();
    std::this_thread::sleep_for(kSpan / 3); // until all are at it
    for (const auto& trainer : trainers)
        before += trainer->status().step;
    const auto start = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(kSpan);
    std::int64_t after = 0;
    for (const auto& trainer : trainers)
        after += trainer->status().step;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    for (auto& trainer : trainers) {
        trainer->pause();
        trainer->waitUntilIdle();
    }
    return static_cast<double>(after - before) * kBatch / spent.count();
}

/// Two runs that share two threads, one each, against one run with both; in turn. A third one is there and paused.
void measureSideBySide(benchmark::State& state)
{
    const auto make = [](int threads) { return std::make_unique<Trainer>(denseVae(), threads, 0); };
    std::vector<std::unique_ptr<Trainer>> one, two;
    one.push_back(make(2));
    two.push_back(make(1));
    two.push_back(make(1));
    const std::unique_ptr<Trainer> paused = make(1);
    std::vector<double> ratios;
    for (auto round : state) {
        (void)round;
        const double alone = samplesPerSecond(one);
        ratios.push_back(samplesPerSecond(two) / alone);
        state.SetIterationTime(1 / alone);
    }
    state.counters["median ratio"] = median(ratios);
    state.counters["least ratio"] = *std::min_element(ratios.begin(), ratios.end());
}

} // namespace

/// Two runs side by side; saving and opening `dense-vae` with its moments, after 10 epochs and after a very long run.
/// The stall is that of
/// training on two threads; writing and opening are of whoever saves or opens.
void addRuns()
{
    benchmark::RegisterBenchmark("run/side-by-side", measureSideBySide)->UseManualTime()->Iterations(7);
    for (const int steps : {kTenEpochs, kLong}) {
        const std::string end = '/' + std::to_string(steps) + "-steps";
        benchmark::RegisterBenchmark(
            ("run/stall" + end).c_str(), [steps](benchmark::State& state) { measureStall(state, steps); })
            ->Unit(benchmark::kMillisecond)
            ->UseManualTime()
            ->Iterations(100);
        benchmark::RegisterBenchmark(
            ("run/write" + end).c_str(), [steps](benchmark::State& state) { measureWrite(state, steps); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
        benchmark::RegisterBenchmark(
            ("run/open" + end).c_str(), [steps](benchmark::State& state) { measureOpen(state, steps); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    }
}

} // namespace isthmus::benchmarks
