// SPDX-License-Identifier: GPL-3.0-or-later
// The promise: no allocation in the step loop after the tenth step while no snapshot or checkpoint is asked for. Every
// way to memory ends in the C library (operator new, Eigen's aligned allocation), so its functions are counted, on all
// threads. Evaluation at an epoch's end is not part of a step.
#include "core/nn/Optimizer.h"
#include "core/train/Trainer.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/train/PresetRun.h"
#include "tests/core/train/TinyRun.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ISTHMUS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ISTHMUS_SANITIZED 1
#endif
#endif

namespace {

std::atomic<long> allocations{0};

}

#ifndef ISTHMUS_SANITIZED
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size)
{
    ++allocations;
    return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size)
{
    ++allocations;
    return __libc_calloc(count, size);
}

void* realloc(void* old, std::size_t size)
{
    ++allocations;
    return __libc_realloc(old, size);
}

void* memalign(std::size_t alignment, std::size_t size)
{
    ++allocations;
    return __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void** result, std::size_t alignment, std::size_t size)
{
    *result = memalign(alignment, size);
    return *result == nullptr ? ENOMEM : 0;
}
}
#endif

using namespace isthmus;

namespace {

constexpr int kThreads = 2;
constexpr int kFirstSteps = 10;
constexpr int kCountedSteps = 50;

/// Allocations of all threads while something is done.
template <typename Work>
long allocationsOf(const Work& work)
{
    const long before = allocations;
    work();
    return allocations - before;
}

long allocationsOfSteps(const RunSpec& spec)
{
    TrainingRun run(spec);
    ThreadPool pool(kThreads);
    const auto train = [&](int steps) {
        for (int i = 0; i < steps; ++i)
            (void)run.step(pool);
    };
    train(kFirstSteps);
    return allocationsOf([&] { train(kCountedSteps); });
}

/// Keeps the compiler from leaving out an allocation that nothing reads.
template <typename T>
T* used(T* memory)
{
    asm volatile("" : "+r"(memory) : : "memory");
    return memory;
}

} // namespace

class tst_Allocations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyWayToMemoryIsCounted();
    void stepsAllocateNothing_data() { test::trainableRows(); }
    void stepsAllocateNothing();
    void optimizersAllocateNothing_data();
    void optimizersAllocateNothing();
    void corruptionsAllocateNothing_data();
    void corruptionsAllocateNothing();
    void trainerAllocatesNothing_data() { test::presetRows(); }
    void trainerAllocatesNothing();
};

void tst_Allocations::initTestCase()
{
#ifdef ISTHMUS_SANITIZED
    ISTHMUS_SKIP("a sanitizer has an allocator of its own");
#endif
}

void tst_Allocations::everyWayToMemoryIsCounted()
{
    volatile std::size_t size = 100;
    QCOMPARE(allocationsOf([] {}), 0L);
    QVERIFY(allocationsOf([&] { std::free(used(std::malloc(size))); }) >= 1);
    QVERIFY(allocationsOf([&] { std::free(used(std::realloc(used(std::calloc(size, 1)), 2 * size))); }) >= 2);
    QVERIFY(allocationsOf([&] {
        std::vector<double> some(size);
        used(some.data());
    }) >= 1);
    QVERIFY(allocationsOf([&] {
        FloatVector some(size);
        used(some.data());
    }) >= 1);
    QVERIFY(allocationsOf([&] {
        Eigen::ArrayXf some(static_cast<Index>(size));
        used(some.data());
    }) >= 1);
    QVERIFY(allocationsOf([&] {
        std::thread([&] {
            std::string some(size, ' ');
            used(some.data());
        }).join();
    }) >= 2);
}

void tst_Allocations::stepsAllocateNothing()
{
    QFETCH(const std::string, preset);
    // Five steps an epoch, the last of ten samples: new orders and smaller batches are among those counted.
    QCOMPARE(allocationsOfSteps(test::namedRun(preset, 90, 20)), 0L);
}

void tst_Allocations::optimizersAllocateNothing_data()
{
    QTest::addColumn<std::string>("optimizer");
    for (const OptimizerType& type : optimizerTypes())
        QTest::newRow(type.name) << std::string(type.name);
}

void tst_Allocations::optimizersAllocateNothing()
{
    QFETCH(const std::string, optimizer);
    RunSpec run = test::tinyRun();
    run.training.optimizer = optimizer;
    run.training.learningRate = 1e-4;
    QCOMPARE(allocationsOfSteps(run), 0L);
}

void tst_Allocations::corruptionsAllocateNothing_data()
{
    QTest::addColumn<std::string>("corruption");
    for (const CorruptionType& type : corruptionTypes())
        QTest::newRow(type.name) << std::string(type.name);
}

void tst_Allocations::corruptionsAllocateNothing()
{
    QFETCH(const std::string, corruption);
    RunSpec run = test::tinyRun();
    run.training.corruption = {corruption, corruptionType(corruption).initial};
    QCOMPARE(allocationsOfSteps(run), 0L);
}

void tst_Allocations::trainerAllocatesNothing()
{
    QFETCH(const std::string, preset);
    Trainer trainer(test::presetRun(preset, 1300, 20), kThreads, 0); // an epoch of 65 steps
    const auto train = [&](int steps) {
        trainer.stepBatches(steps);
        trainer.waitUntilIdle();
    };
    train(kFirstSteps);
    // Where an order ends the last update is judged by an evaluation. So many steps must cost what a few do.
    const long few = allocationsOf([&] { train(5); });
    QCOMPARE(allocationsOf([&] { train(kCountedSteps - 5); }), few);
    QCOMPARE(trainer.status().step, kFirstSteps + kCountedSteps);
}

ISTHMUS_GUILESS_TEST(tst_Allocations)
#include "tst_Allocations.moc"
