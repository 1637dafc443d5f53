// SPDX-License-Identifier: GPL-3.0-or-later
// The promise: on one machine and build, the same seed with the same knob changes at the same steps gives the same bits
// with any number of threads, wherever buffers lie, after a pause, a save or a resume.
#include "core/data/Fnv.h"
#include "core/runs/RunFile.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/PresetRun.h"

#include <QTemporaryDir>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <new>

namespace {

constexpr std::size_t kLine = 64;

std::atomic<bool> shiftsBuffers{false};
std::atomic<std::uint32_t> shiftedBuffers{0};

/// How many cache lines a new buffer is moved by: 1, or from 1 to 64 where buffers are shifted.
std::size_t linesBefore()
{
    return shiftsBuffers ? 1 + shiftedBuffers++ * 2654435761U % 64 : 1;
}

} // namespace

// All number buffers come from here (AlignedAllocator). The cache line before a buffer remembers its block.
void* operator new(std::size_t size, std::align_val_t)
{
    const std::size_t before = linesBefore() * kLine;
    void* const block = std::aligned_alloc(kLine, (before + size + kLine - 1) / kLine * kLine);
    if (block == nullptr)
        throw std::bad_alloc();
    char* const buffer = static_cast<char*>(block) + before;
    *reinterpret_cast<void**>(buffer - kLine) = block;
    return buffer;
}

void operator delete(void* buffer, std::align_val_t) noexcept
{
    if (buffer != nullptr)
        std::free(*reinterpret_cast<void**>(static_cast<char*>(buffer) - kLine));
}

void operator delete(void* buffer, std::size_t, std::align_val_t alignment) noexcept
{
    operator delete(buffer, alignment);
}

using namespace isthmus;

namespace {

constexpr int kBatch = test::kSanitized ? 40 : 136; ///< no whole number of registers
constexpr Index kSamples = 2 * kBatch + 18; ///< three steps an epoch, the last of 18 samples
constexpr int kSteps = 5;

RunSpec runOf(const std::string& preset)
{
    return test::namedRun(preset, kSamples, kBatch);
}

/// Hash of everything that the next step depends on, and of the last loss.
std::string hashOf(const Checkpoint& state)
{
    Fnv hash;
    for (const float value : state.parameters)
        hash.add(value);
    for (const FloatVector& moment : state.optimizer.moments) {
        for (const float value : moment)
            hash.add(value);
    }
    hash.add(static_cast<std::uint64_t>(state.step));
    hash.add(state.record.loss);
    return hash.text();
}

std::string hashAfter(TrainingRun& run, int steps, int threads)
{
    ThreadPool pool(threads);
    for (int i = 0; i < steps; ++i) {
        if (!run.step(pool))
            return "diverged";
    }
    return hashOf(run.checkpoint());
}

/// The hash of a run on one thread, computed once.
const std::string& referenceHash(const std::string& preset)
{
    static std::map<std::string, std::string> hashes;
    std::string& hash = hashes[preset];
    if (hash.empty()) {
        TrainingRun run(runOf(preset));
        hash = hashAfter(run, kSteps, 1);
    }
    return hash;
}

/// While it lives, new buffers lie at other multiples of a cache line than they would.
struct Shift
{
    Shift() { shiftsBuffers = true; }
    ~Shift() { shiftsBuffers = false; }
    Shift(const Shift&) = delete;
    Shift& operator=(const Shift&) = delete;
};

} // namespace

class tst_Determinism : public QObject
{
    Q_OBJECT

private slots:
    void hashSeesOneBit();
    void threadsDoNotMatter_data() { test::trainableRows(); }
    void threadsDoNotMatter();
    void placeOfBuffersDoesNotMatter_data() { test::trainableRows(); }
    void placeOfBuffersDoesNotMatter();
    void saveAndLoadDoNotMatter_data() { test::presetRows(); }
    void saveAndLoadDoNotMatter();
    void trainersThreadDoesNotMatter_data() { test::trainableRows(); }
    void trainersThreadDoesNotMatter();
    void pausesDoNotMatter();
    void knobsActAtTheirStep();
    void seedMatters();
};

void tst_Determinism::hashSeesOneBit()
{
    TrainingRun run(runOf("linear-ae"));
    Checkpoint state = run.checkpoint();
    const std::string before = hashOf(state);
    state.parameters[1000] = std::nextafter(state.parameters[1000], 1.0F);
    QVERIFY(hashOf(state) != before);
}

void tst_Determinism::threadsDoNotMatter()
{
    QFETCH(const std::string, preset);
    const std::string& reference = referenceHash(preset);
    for (const int threads : {2, 3, 4}) {
        TrainingRun run(runOf(preset));
        QCOMPARE(hashAfter(run, kSteps, threads), reference);
    }
}

void tst_Determinism::placeOfBuffersDoesNotMatter()
{
    QFETCH(const std::string, preset);
    const std::string& reference = referenceHash(preset);
    const Shift shift;
    const std::uint32_t before = shiftedBuffers;
    TrainingRun run(runOf(preset));
    QCOMPARE(hashAfter(run, kSteps, 2), reference);
    QVERIFY(shiftedBuffers > before + 8);
}

void tst_Determinism::saveAndLoadDoNotMatter()
{
    QFETCH(const std::string, preset);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.safetensors").toStdString();
    TrainingRun first(runOf(preset));
    hashAfter(first, 2, 2); // inside an epoch
    writeRunFile(path, first.checkpoint());
    TrainingRun second(runOf(preset));
    second.restore(readRunFile(path));
    QCOMPARE(hashAfter(second, kSteps - 2, 2), referenceHash(preset));
}

void tst_Determinism::trainersThreadDoesNotMatter()
{
    QFETCH(const std::string, preset);
    Trainer trainer(runOf(preset), 2, 0);
    for (const int steps : {1, 3, 1}) {
        trainer.stepBatches(steps);
        trainer.waitUntilIdle();
        trainer.requestSnapshot();
    }
    const auto state = test::checkpointOf(trainer);
    QVERIFY(state != nullptr);
    QCOMPARE(hashOf(*state), referenceHash(preset));
}

void tst_Determinism::pausesDoNotMatter()
{
    const std::string preset = "vae-2d";
    Trainer trainer(runOf(preset), 4, 0);
    for (int pause = 0; pause < 4; ++pause) { // wherever they come
        const std::int64_t before = trainer.status().step;
        trainer.play();
        QTRY_VERIFY(trainer.status().step > before);
        trainer.pause();
        trainer.waitUntilIdle();
    }
    const auto paused = test::checkpointOf(trainer);
    QVERIFY(paused != nullptr);
    Trainer resumed(runOf(preset), *paused, 1, 0);
    resumed.stepBatches(2);
    resumed.waitUntilIdle();
    const auto state = test::checkpointOf(resumed);
    QVERIFY(state != nullptr);
    TrainingRun straight(runOf(preset));
    QCOMPARE(hashOf(*state), hashAfter(straight, static_cast<int>(state->step), 2));
}

void tst_Determinism::knobsActAtTheirStep()
{
    const std::string preset = "conv-dae";
    Trainer trainer(runOf(preset), 2, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    Knobs knobs = trainer.knobs();
    knobs.learningRate = 3e-4;
    knobs.corruption = Corruption::parse("mask:0.3");
    trainer.setKnobs(knobs);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    const auto state = test::checkpointOf(trainer);
    QVERIFY(state != nullptr);
    TrainingRun straight(runOf(preset));
    hashAfter(straight, 2, 1);
    straight.setKnobs(knobs);
    QCOMPARE(hashOf(*state), hashAfter(straight, 2, 1));
}

void tst_Determinism::seedMatters()
{
    RunSpec spec = runOf("linear-ae");
    spec.training.seed = 2;
    TrainingRun run(spec);
    QVERIFY(hashAfter(run, kSteps, 1) != referenceHash("linear-ae"));
}

ISTHMUS_GUILESS_TEST(tst_Determinism)
#include "tst_Determinism.moc"
