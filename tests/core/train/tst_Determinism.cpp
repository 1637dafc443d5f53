// SPDX-License-Identifier: GPL-3.0-or-later
// The promise: on one machine and build, the same seed with the same knob changes at the same steps gives the same bits
// with any number of threads, and after a pause; wherever buffers lie, and after a save or a resume: tst_SameBits.
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/RunHash.h"

#include <vector>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Numbers of threads to compare with one. A sanitizer sees the same code with each.
std::vector<int> threadNumbers()
{
    return kSanitized ? std::vector<int>{3} : std::vector<int>{2, 3, 4};
}

} // namespace

class tst_Determinism : public QObject
{
    Q_OBJECT

private slots:
    void threadsDoNotMatter_data() { trainableRows(); }
    void threadsDoNotMatter();
    void trainersThreadDoesNotMatter_data();
    void trainersThreadDoesNotMatter();
    void pausesDoNotMatter();
    void knobsActAtTheirStep();
};

void tst_Determinism::threadsDoNotMatter()
{
    QFETCH(const std::string, preset);
    const std::string& reference = referenceHash(preset);
    for (const int threads : threadNumbers()) {
        TrainingRun run(hashedRun(preset));
        QCOMPARE(hashAfter(run, kHashedSteps, threads), reference);
    }
}

void tst_Determinism::trainersThreadDoesNotMatter_data()
{
    if (!kThreadSanitized)
        return trainableRows();
    QTest::addColumn<std::string>("preset");
    for (const char* name : {"dense-vae", "probe conv-ae", "tuned normed-conv-ae"}) // its thread is the same with each
        QTest::newRow(name) << std::string(name);
}

void tst_Determinism::trainersThreadDoesNotMatter()
{
    QFETCH(const std::string, preset);
    Trainer trainer(hashedRun(preset), 2, 0);
    for (const int steps : {1, kHashedSteps - 2, 1}) {
        trainer.stepBatches(steps);
        trainer.waitUntilIdle();
        trainer.requestSnapshot();
    }
    const auto state = checkpointOf(trainer);
    QVERIFY(state != nullptr);
    QCOMPARE(hashOf(*state), referenceHash(preset));
}

void tst_Determinism::pausesDoNotMatter()
{
    const std::string preset = "vae-2d";
    Trainer trainer(hashedRun(preset), 4, 0);
    for (int pause = 0; pause < 4; ++pause) { // wherever they come
        const std::int64_t before = trainer.status().step;
        trainer.play();
        QTRY_VERIFY(trainer.status().step > before);
        trainer.pause();
        trainer.waitUntilIdle();
    }
    const auto paused = checkpointOf(trainer);
    QVERIFY(paused != nullptr);
    Trainer resumed(hashedRun(preset), *paused, 1, 0);
    resumed.stepBatches(2);
    resumed.waitUntilIdle();
    const auto state = checkpointOf(resumed);
    QVERIFY(state != nullptr);
    TrainingRun straight(hashedRun(preset));
    QCOMPARE(hashOf(*state), hashAfter(straight, static_cast<int>(state->step), 2));
}

void tst_Determinism::knobsActAtTheirStep()
{
    const std::string preset = "conv-dae";
    Trainer trainer(hashedRun(preset), 2, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    Knobs knobs = trainer.knobs();
    knobs.learningRate = 3e-4;
    knobs.corruption = Corruption::parse("mask:0.3");
    trainer.setKnobs(knobs);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    const auto state = checkpointOf(trainer);
    QVERIFY(state != nullptr);
    TrainingRun straight(hashedRun(preset));
    hashAfter(straight, 2, 1);
    straight.setKnobs(knobs);
    QCOMPARE(hashOf(*state), hashAfter(straight, 2, 1));
}

ISTHMUS_GUILESS_TEST(tst_Determinism)
#include "tst_Determinism.moc"
