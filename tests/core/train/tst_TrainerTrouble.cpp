// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/SpoiledImages.h"

#include <atomic>
#include <cmath>
#include <new>
#include <thread>

using namespace isthmus;
using test::awaited;

namespace {

/// Its first update makes infinite parameters out of a finite loss.
RunSpec wildRun()
{
    RunSpec run = test::tinyRun();
    run.training.learningRate = 1e38;
    return run;
}

} // namespace

/// A training that diverges or fails: what the trainer says, and what becomes of its run, its log and its checkpoints.
class TestTrainerTrouble : public QObject
{
    Q_OBJECT

private slots:
    void divergenceIsAStateWithAHint();
    void divergedLastStepIsNoSuccess();
    void checkpointIsAlwaysFinite();
    void pauseDoesNotHideADivergence();
    void knobsThatOutliveADivergenceAreLogged();
    void orderBeforeADivergenceDoesNotHideIt();
    void divergenceSaysWhereTheRunIs();
    void adviceSuitsTheModel();
    void suspectsGoWithTheDivergence();
    void suspectIsPutBackToWhatItWasBeforeItRose();
    void eachStepIsNamedOnce();
    void loweredRateIsNoSuspect();
    void strangeChangeLeavesLogAndRunTogether();
    void errorOutsideAStepIsAState();
    void checkpointThatFailsIsGivenUp();
};

void TestTrainerTrouble::divergenceIsAStateWithAHint()
{
    RunSpec run = test::tinyRun();
    run.training.learningRate = 1e30;
    Trainer trainer(run, 1, 0);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::Diverged);
    QVERIFY(trainer.status().message.find("learning rate") != std::string::npos);
    QCOMPARE(trainer.log().stepCount(), static_cast<std::size_t>(trainer.status().step));
    Knobs knobs = trainer.knobs();
    knobs.learningRate = 1e-3;
    trainer.setKnobs(knobs);
    trainer.stepBatches(3);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().step, 3);
}

void TestTrainerTrouble::divergedLastStepIsNoSuccess()
{
    Trainer trainer(wildRun(), 1, 0);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().step, 0);
    QCOMPARE(trainer.log().stepCount(), std::size_t(0));
}

void TestTrainerTrouble::checkpointIsAlwaysFinite()
{
    Trainer trainer(wildRun(), 1, 0);
    trainer.play();
    trainer.requestCheckpoint();
    const auto state = awaited([&] { return trainer.takeCheckpoint(); });
    QVERIFY(state != nullptr);
    for (const float value : state->parameters)
        QVERIFY(std::isfinite(value));
}

void TestTrainerTrouble::pauseDoesNotHideADivergence()
{
    Trainer trainer(wildRun(), 1, 0);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::Diverged);
    const std::string message = trainer.status().message;
    trainer.pause();
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().message, message);
    trainer.reset();
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QVERIFY(trainer.status().message.empty());
}

void TestTrainerTrouble::knobsThatOutliveADivergenceAreLogged()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    Knobs knobs = trainer.knobs();
    knobs.learningRate = 1e30;
    knobs.beta = 2;
    trainer.setKnobs(knobs);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().step, 2);
    const std::vector<KnobChange> changes = trainer.log().knobChangesFrom(0);
    QCOMPARE(changes.size(), std::size_t(2));
    QCOMPARE(changes[0].knob, std::string("learning-rate"));
    QVERIFY(trainer.knobs() == knobs);
    QCOMPARE(changes[1], (KnobChange{2, "beta", "1", "2"}));
}

void TestTrainerTrouble::orderBeforeADivergenceDoesNotHideIt()
{
    test::SpoiledRun spoiled;
    Trainer trainer(spoiled.run, 1, 0);
    trainer.stepBatches(3);
    trainer.waitUntilIdle();
    spoiled.images->spoil(true);
    spoiled.images->callAfterNext([&] { // as a key that is held down does
        spoiled.images->spoil(false);
        trainer.stepBatches(1);
    });
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().step, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().step, 2);
}

void TestTrainerTrouble::divergenceSaysWhereTheRunIs()
{
    test::SpoiledRun spoiled;
    Trainer trainer(spoiled.run, 1, 0);
    trainer.stepBatches(3);
    trainer.waitUntilIdle();
    spoiled.images->spoil(true);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().message,
        std::string(
            "Training diverged (a loss, a weight or a moment was no finite number) before a good state was kept, "
            "so the run has its first parameters again: lower the learning rate, or beta."));
    spoiled.images->spoil(false);
    trainer.stepBatches(8); // an epoch has 7
    trainer.waitUntilIdle();
    spoiled.images->spoil(true);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().message,
        std::string("Training diverged (a loss, a weight or a moment was no finite number), so the run went back to "
                    "step 7, its last good one: lower the learning rate, or beta."));
}

void TestTrainerTrouble::adviceSuitsTheModel()
{
    RunSpec run = wildRun();
    run.model.bottleneck = Bottleneck::Plain;
    Trainer trainer(run, 1, 0);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::Diverged);
    QVERIFY(trainer.status().message.ends_with(": lower the learning rate."));
}

void TestTrainerTrouble::suspectsGoWithTheDivergence()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    const Knobs before = trainer.knobs();
    Knobs wild = before;
    wild.learningRate = 1e30;
    trainer.setKnobs(wild);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().suspects.size(), std::size_t(1));
    trainer.setKnobs(before);
    QCOMPARE(trainer.status().suspects.size(), std::size_t(1));
    trainer.stepBatches(1);
    QVERIFY(trainer.status().suspects.empty());
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QVERIFY(trainer.status().suspects.empty());
}

void TestTrainerTrouble::suspectIsPutBackToWhatItWasBeforeItRose()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    const auto trainWith = [&](double rate, std::int64_t steps) {
        Knobs knobs = trainer.knobs();
        knobs.learningRate = rate;
        trainer.setKnobs(knobs);
        trainer.stepBatches(steps);
        trainer.waitUntilIdle();
    };
    trainWith(1e-3, 9); // an epoch has 7
    trainWith(2e-3, 5);
    trainWith(1e-3, 7); // lowered at the end of the second epoch: within one of the state to come
    trainWith(1e30, 50);
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().step, 21);
    QCOMPARE(trainer.status().suspects.size(), std::size_t(1));
    QCOMPARE(trainer.status().suspects.front().from, std::string("0.001"));
}

void TestTrainerTrouble::eachStepIsNamedOnce()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(9); // two beyond an epoch
    trainer.waitUntilIdle();
    Knobs wild = trainer.knobs();
    wild.learningRate = 1e30;
    wild.beta = 10;
    trainer.setKnobs(wild);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().suspects.size(), std::size_t(2));
    const QString sentence = QString::fromStdString(trainer.status().message);
    const QString back = QString("step %1").arg(trainer.status().step);
    QVERIFY2(sentence.count("at step 9") == (trainer.status().step == 9 ? 0 : 1), qPrintable(sentence));
    QVERIFY2(sentence.count(back) == 1, qPrintable(sentence));
}

void TestTrainerTrouble::loweredRateIsNoSuspect()
{
    Trainer trainer(wildRun(), 1, 0);
    Knobs knobs = trainer.knobs();
    knobs.learningRate /= 2;
    trainer.setKnobs(knobs);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::Diverged);
    QVERIFY(trainer.status().suspects.empty());
    QVERIFY(trainer.status().message.ends_with(": lower the learning rate, or beta."));
}

void TestTrainerTrouble::strangeChangeLeavesLogAndRunTogether()
{
    TrainingRun run(test::tinyRun());
    Checkpoint from = run.checkpoint();
    from.knobChanges = {{0, "beta", "1", "much"}};
    from.knobs.learningRate = 1e30;
    Trainer trainer(test::tinyRun(), from, 1, 0);
    trainer.stepBatches(3);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Failed);
    QCOMPARE(trainer.log().stepCount(), static_cast<std::size_t>(trainer.status().step));
}

void TestTrainerTrouble::errorOutsideAStepIsAState()
{
    std::atomic<int> calls{0};
    Trainer trainer(test::tinyRun(), 1, 0, [&] {
        if (calls++ == 0)
            throw std::bad_alloc();
    });
    trainer.requestCheckpoint();
    QTRY_COMPARE(trainer.status().state, TrainerState::Failed);
    QCOMPARE(trainer.status().message, std::string("there is not enough memory for this"));
    trainer.waitUntilIdle();
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 1);
    QCOMPARE(trainer.status().state, TrainerState::Paused);
}

void TestTrainerTrouble::checkpointThatFailsIsGivenUp()
{
    std::atomic<bool> isAsked{false};
    std::atomic<int> calls{0};
    Trainer trainer(test::tinyRun(), 1, 0, [&] {
        if (calls++ > 0)
            return;
        while (!isAsked)
            std::this_thread::yield();
        throw std::bad_alloc(); // with the snapshot, which comes first
    });
    trainer.requestSnapshot();
    trainer.requestCheckpoint();
    QVERIFY(trainer.isCheckpointDue());
    isAsked = true;
    QTRY_COMPARE(trainer.status().state, TrainerState::Failed);
    QVERIFY(!trainer.isCheckpointDue());
    trainer.requestCheckpoint();
    QVERIFY(trainer.isCheckpointDue());
    QVERIFY(test::waitFor([&] { return trainer.takeCheckpoint() != nullptr; }));
    QVERIFY(!trainer.isCheckpointDue());
}

ISTHMUS_GUILESS_TEST(TestTrainerTrouble)
#include "tst_TrainerTrouble.moc"
