// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/NumberImages.h"
#include "core/data/Sprites.h"
#include "core/runs/Presets.h"
#include "core/train/TrainingRun.h"
#include "tests/bench/kernels/kernels.h"

#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>

#include <time.h>

namespace isthmus::benchmarks {

namespace {

constexpr Shape kShape{1, 28, 28};
constexpr Index kImages = 200'000; // 157 MB; ISTHMUS_BENCH_IMAGES=5000000 is the set that is larger than many memories
constexpr Index kHeader = 16;

Index imageCount()
{
    const char* asked = std::getenv("ISTHMUS_BENCH_IMAGES");
    return asked != nullptr ? std::max<Index>(std::atoll(asked), kBatch) : kImages;
}

/// The same images twice: in memory, and in a file that the page cache holds. Both are sprites with noise, so that no
/// two are alike.
struct Bed
{
    QTemporaryDir folder;
    std::shared_ptr<const Dataset> memory;
    std::shared_ptr<const Dataset> file;
    ThreadPool pool{QThread::idealThreadCount()};

    Bed()
    {
        const Index count = imageCount();
        std::vector<std::uint8_t> bytes = images(count);
        const std::string path = folder.filePath("images").toStdString();
        std::ofstream(path, std::ios::binary)
            .write("................", kHeader)
            .write(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes));
        const auto source = std::make_shared<const FileBytes>(path);
        file = dataset(std::make_shared<NumberImages>(NumberLayout{NumberType::U8, false, kShape, false},
            std::vector<NumberPart>{{source, kHeader, count, "images"}}));
        memory = dataset(std::make_shared<ByteImages>(kShape, std::move(bytes)));
    }

    static std::vector<std::uint8_t> images(Index count)
    {
        const Dataset few = makeSprites(10'000, 1);
        const auto& sprites = static_cast<const ByteImages&>(*few.images);
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(count * kShape.size()));
        std::uint64_t noise = 1;
        for (Index i = 0; i < count; ++i) {
            const auto from = sprites.sample(i % 10'000);
            std::uint8_t* to = bytes.data() + i * kShape.size();
            for (std::size_t k = 0; k < from.size(); ++k) {
                noise = noise * 6364136223846793005U + 1442695040888963407U;
                to[k] = static_cast<std::uint8_t>(from[k] ^ (noise >> 60));
            }
        }
        return bytes;
    }

    static std::shared_ptr<const Dataset> dataset(std::shared_ptr<const ImageStore> images)
    {
        Dataset data;
        data.name = data.title = "images";
        data.shape = kShape;
        data.testCount = 128;
        data.trainCount = images->count() - data.testCount;
        data.images = std::move(images);
        return std::make_shared<const Dataset>(std::move(data));
    }
};

/// What a step takes, in seconds.
struct Cost
{
    double elapsed;
    double processors; ///< seconds of all threads: where others want the processors too, this tells more
};

double now(clockid_t clock)
{
    timespec time = {};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

Cost costOf(TrainingRun& run, ThreadPool& pool)
{
    constexpr int kSteps = 25;
    const double start = now(CLOCK_MONOTONIC);
    const double used = now(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; i < kSteps; ++i)
        (void)run.step(pool);
    return {(now(CLOCK_MONOTONIC) - start) / kSteps, (now(CLOCK_PROCESS_CPUTIME_ID) - used) / kSteps};
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Some steps on images in memory and as many on those in the file, in turn. The time is that of a step on the file.
/// The medians of the rounds' ratios tell how fast that is: 1 where the file costs nothing.
void measure(benchmark::State& state, const char* preset, Bed& bed)
{
    const Preset loaded = loadPreset(preset);
    TrainingRun memory({bed.memory, loaded.model, loaded.training, {}});
    TrainingRun file({bed.file, loaded.model, loaded.training, {}});
    (void)costOf(memory, bed.pool);
    (void)costOf(file, bed.pool);
    std::vector<double> elapsed;
    std::vector<double> processors;
    for (auto round : state) {
        (void)round;
        const Cost inMemory = costOf(memory, bed.pool);
        const Cost onFile = costOf(file, bed.pool);
        state.SetIterationTime(onFile.elapsed);
        elapsed.push_back(inMemory.elapsed / onFile.elapsed);
        processors.push_back(inMemory.processors / onFile.processors);
    }
    state.counters["of memory"] = median(elapsed);
    state.counters["of memory, processor time"] = median(processors);
}

} // namespace

/// Steps of training on all threads with images that stay in their file, beside the same in memory.
void addFiles()
{
    const auto bed = std::make_shared<std::optional<Bed>>(); // made when it is asked for
    for (const char* preset : {"dense-vae", "vae-2d", "conv-vae"}) {
        benchmark::RegisterBenchmark((std::string("train-on-file/") + preset).c_str(),
            [bed, preset](auto& state) {
                if (!*bed)
                    bed->emplace();
                measure(state, preset, **bed);
            })
            ->Unit(benchmark::kMicrosecond)
            ->UseManualTime()
            ->Iterations(30);
    }
}

} // namespace isthmus::benchmarks
