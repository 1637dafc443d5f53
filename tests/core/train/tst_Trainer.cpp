// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/SpoiledImages.h"

#include <atomic>
#include <thread>

using namespace isthmus;
using test::awaited;

/// What a trainer is ordered to do, and the snapshots and checkpoints that it hands over.
class TestTrainer : public QObject
{
    Q_OBJECT

private slots:
    void startsPausedAtStepZero();
    void stepsSoManyBatches();
    void batchOrdersAddUp();
    void batchesOrderedWhilePlayingAreTrainedAndEndIt();
    void stepsToTheEndOfTheEpochAndEvaluates();
    void trainsUntilAnEpochAndIsFinished();
    void playsUntilPaused();
    void snapshotComesWhilePausedAndWhileRunning();
    void snapshotIsFrozen();
    void nobodyAsksNobodyCopies();
    void checkpointCarriesTheHistory();
    void checkpointIsNoOlderThanItsRequest();
    void checkpointHasTheKnobsGivenBeforeIt();
    void resumedTrainerGivesTheSameBits();
    void stateOfAnotherBatchIsRefused();
    void resetForgetsTheLog();
    void priorityIsNeverRaised();
    void destructionEndsARunningTraining();
    void knobsArriveWithTheirStep();
    void snapshotHasTwoMembers();
};

void TestTrainer::startsPausedAtStepZero()
{
    const Trainer trainer(test::tinyRun(), 1, 0);
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().step, 0);
}

void TestTrainer::stepsSoManyBatches()
{
    Trainer trainer(test::tinyRun(), 2, 0);
    trainer.stepBatches(5);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 5);
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.log().stepCount(), std::size_t(5));
    QCOMPARE(trainer.log().stepsFrom(3).front().step, 4);
}

void TestTrainer::batchOrdersAddUp()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    for (int i = 0; i < 4; ++i)
        trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 4);
}

void TestTrainer::batchesOrderedWhilePlayingAreTrainedAndEndIt()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.play();
    QTRY_VERIFY(trainer.status().step > 0);
    const std::int64_t before = trainer.status().step;
    trainer.stepBatches(50);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QVERIFY(trainer.status().step >= before + 50);
}

void TestTrainer::stepsToTheEndOfTheEpochAndEvaluates()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    trainer.stepEpoch();
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 7);
    QCOMPARE(trainer.log().evaluationsFrom(0).size(), std::size_t(1));
    QCOMPARE(trainer.log().evaluationsFrom(0).front().epoch, 1.0);
}

void TestTrainer::trainsUntilAnEpochAndIsFinished()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.trainUntilEpoch(3);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Finished);
    QCOMPARE(trainer.status().epoch, 3.0);
    trainer.trainUntilEpoch(3); // nothing is left to do
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 21);
}

void TestTrainer::playsUntilPaused()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.play();
    QTRY_VERIFY(trainer.status().step > 3);
    trainer.pause();
    trainer.waitUntilIdle();
    const auto step = trainer.status().step;
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(test::checkpointOf(trainer)->step, step); // made after any step that was made all the same
    QCOMPARE(trainer.status().step, step);
}

void TestTrainer::snapshotComesWhilePausedAndWhileRunning()
{
    std::atomic<int> wakes{0};
    Trainer trainer(test::tinyRun(), 1, 0, [&] { ++wakes; });
    trainer.requestSnapshot();
    auto snapshot = awaited([&] { return trainer.takeSnapshot(); });
    QVERIFY(snapshot != nullptr);
    QCOMPARE(snapshot->record.step, 0);
    QVERIFY(wakes > 0);
    QVERIFY(trainer.takeSnapshot() == nullptr);
    trainer.play();
    QTRY_VERIFY(trainer.status().step > 1);
    trainer.requestSnapshot();
    snapshot = awaited([&] { return trainer.takeSnapshot(); });
    QVERIFY(snapshot != nullptr);
    QVERIFY(snapshot->record.step > 0);
}

void TestTrainer::snapshotIsFrozen()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.requestSnapshot();
    auto snapshot = awaited([&] { return trainer.takeSnapshot(); });
    QVERIFY(snapshot != nullptr);
    const FloatVector before = snapshot->frozen.parameters;
    trainer.stepBatches(3);
    trainer.waitUntilIdle();
    QCOMPARE(snapshot->frozen.parameters, before);
}

void TestTrainer::nobodyAsksNobodyCopies()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(3);
    trainer.waitUntilIdle();
    QVERIFY(trainer.takeSnapshot() == nullptr);
    QVERIFY(trainer.takeCheckpoint() == nullptr);
}

void TestTrainer::checkpointCarriesTheHistory()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(8);
    trainer.waitUntilIdle();
    trainer.requestCheckpoint();
    auto state = awaited([&] { return trainer.takeCheckpoint(); });
    QVERIFY(state != nullptr);
    QCOMPARE(state->step, 8);
    QCOMPARE(state->steps.size(), std::size_t(8));
    QCOMPARE(state->evaluations.size(), std::size_t(1));
    QCOMPARE(state->optimizer.time, 8);
    QCOMPARE(state->data.split.seed, std::uint64_t(1));
}

void TestTrainer::checkpointIsNoOlderThanItsRequest()
{
    test::SpoiledRun images;
    images.run.training.batchSize = 16; // gathered in one go
    Trainer trainer(images.run, 1, 0);
    const auto askAgain = [&] { // while the first one is made
        Knobs knobs = trainer.knobs();
        knobs.beta = 5;
        trainer.setKnobs(knobs);
        trainer.requestCheckpoint();
        trainer.pause();
    };
    images.images->callAfterNext([&] {
        trainer.requestCheckpoint();
        images.images->callAfterNext(askAgain);
    });
    trainer.play();
    const auto state = awaited([&] { return trainer.takeCheckpoint(); });
    QVERIFY(state != nullptr);
    QCOMPARE(state->knobs.beta, 5.0);
    trainer.waitUntilIdle();
    QVERIFY(trainer.takeCheckpoint() == nullptr);
}

void TestTrainer::checkpointHasTheKnobsGivenBeforeIt()
{
    std::function<void()> afterSnapshot = [] {};
    Trainer trainer(test::tinyRun(), 1, 0, [&] { std::exchange(afterSnapshot, [] {})(); });
    afterSnapshot = [&] { // the same turn of the trainer's looks for a checkpoint next
        Knobs knobs = trainer.knobs();
        knobs.beta = 5;
        trainer.setKnobs(knobs);
        trainer.requestCheckpoint();
    };
    trainer.requestSnapshot();
    const auto state = awaited([&] { return trainer.takeCheckpoint(); });
    QVERIFY(state != nullptr);
    QCOMPARE(state->knobs.beta, 5.0);
    QCOMPARE(state->knobChanges.size(), std::size_t(1));
}

void TestTrainer::resumedTrainerGivesTheSameBits()
{
    const auto parametersOf = [](Trainer& trainer) {
        trainer.requestCheckpoint();
        return awaited([&] { return trainer.takeCheckpoint(); });
    };
    Trainer straight(test::tinyRun(), 1, 0);
    straight.stepBatches(18);
    straight.waitUntilIdle();
    Trainer first(test::tinyRun(), 2, 0);
    first.stepBatches(9);
    first.waitUntilIdle();
    Trainer second(test::tinyRun(), *parametersOf(first), 4, 0);
    QCOMPARE(second.status().step, 9);
    QCOMPARE(second.log().stepCount(), std::size_t(9));
    second.stepBatches(9);
    second.waitUntilIdle();
    QCOMPARE(parametersOf(second)->parameters, parametersOf(straight)->parameters);
}

/// Its steps would stand for other epochs: a batch of 10^9 in the file, and all that were asked for are trained
/// already.
void TestTrainer::stateOfAnotherBatchIsRefused()
{
    Trainer first(test::tinyRun(), 1, 0);
    first.stepBatches(9);
    first.waitUntilIdle();
    first.requestCheckpoint();
    const auto state = awaited([&] { return first.takeCheckpoint(); });
    RunSpec run = test::tinyRun();
    run.training.batchSize = 1'000'000'000;
    try {
        const Trainer second(run, *state, 1, 0);
        QFAIL("it was taken");
    } catch (const Error& error) {
        const QByteArray sentence = error.what();
        QVERIFY2(sentence.startsWith("run: epoch: expected 9 after 9 batches of 1,000,000,000, found "), sentence);
    }
}

void TestTrainer::resetForgetsTheLog()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(8);
    trainer.waitUntilIdle();
    const auto revision = trainer.log().revision();
    trainer.reset();
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 0);
    QCOMPARE(trainer.log().stepCount(), std::size_t(0));
    QVERIFY(trainer.log().evaluationsFrom(0).empty());
    QVERIFY(trainer.log().revision() != revision);
}

void TestTrainer::priorityIsNeverRaised()
{
    std::atomic<int> niceness{-1};
    std::thread patient([&] {
        setThreadNiceness(19);
        Trainer trainer(test::tinyRun(), 1, 5, [&] { niceness = threadNiceness(); });
        trainer.stepBatches(1);
        trainer.waitUntilIdle();
    });
    patient.join();
    QCOMPARE(niceness.load(), 19);
}

void TestTrainer::destructionEndsARunningTraining()
{
    auto trainer = std::make_unique<Trainer>(test::tinyRun(), 2, 0);
    trainer->play();
    QTRY_VERIFY(trainer->status().step > 0);
    trainer.reset();
}

void TestTrainer::knobsArriveWithTheirStep()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    Knobs knobs = trainer.knobs();
    knobs.learningRate = 5e-4;
    trainer.setKnobs(knobs);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.log().knobChangesFrom(0).size(), std::size_t(1));
    QCOMPARE(trainer.log().knobChangesFrom(0).front().step, 2);
    QCOMPARE(trainer.log().stepsFrom(2).front().learningRate, 5e-4F);
}

void TestTrainer::snapshotHasTwoMembers()
{
    const Snapshot snapshot;
    const auto& [record, frozen] = snapshot; // does not compile with a third
    QCOMPARE(record.step, 0);
    QVERIFY(frozen.model == nullptr);
}

ISTHMUS_GUILESS_TEST(TestTrainer)
#include "tst_Trainer.moc"
