// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/StoppedRun.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/TinyRun.h"

#include <functional>
#include <memory>

using namespace isthmus;
using test::awaited;
using test::checkpointOf;

namespace {

constexpr int kLiveSteps = 9; // of an epoch of 7
constexpr const char* kObstacle = "Its data is missing";

/// A run of some steps, of which one had another learning rate.
std::shared_ptr<const Checkpoint> trainedState()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    trainer.stepBatches(kLiveSteps - 1);
    trainer.waitUntilIdle();
    Knobs knobs = trainer.knobs();
    knobs.learningRate *= 0.5;
    trainer.setKnobs(knobs);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    return checkpointOf(trainer);
}

using MakeRun = std::function<std::unique_ptr<LiveRun>(const std::shared_ptr<const Checkpoint>&)>;

std::unique_ptr<LiveRun> makeTrainer(const std::shared_ptr<const Checkpoint>& state)
{
    return std::make_unique<Trainer>(test::tinyRun(), *state, 1, 0);
}

std::unique_ptr<LiveRun> makeStopped(const std::shared_ptr<const Checkpoint>& state)
{
    return std::make_unique<StoppedRun>(test::tinyRun(), state, kObstacle, true, 1);
}

} // namespace

Q_DECLARE_METATYPE(MakeRun)

/// What each implementation promises to those who show a run, whichever it is.
class TestLiveRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_state = trainedState(); }
    void standsWhereItWasSaved_data() { implementations(); }
    void standsWhereItWasSaved();
    void snapshotComesOnceWhenAsked_data() { implementations(); }
    void snapshotComesOnceWhenAsked();
    void checkpointHoldsTheRun_data() { implementations(); }
    void checkpointHoldsTheRun();
    void threadsCanBeChanged_data() { implementations(); }
    void threadsCanBeChanged();
    void stoppedRunIgnoresOrders();
    void otherThreadsGiveTheSameBits();
    void runGoesBackToAState();
    void runGoesBackToItsStart();

private:
    static void implementations()
    {
        QTest::addColumn<MakeRun>("make");
        QTest::newRow("Trainer") << MakeRun(makeTrainer);
        QTest::newRow("StoppedRun") << MakeRun(makeStopped);
    }

    std::shared_ptr<const Checkpoint> m_state;
};

void TestLiveRun::standsWhereItWasSaved()
{
    QFETCH(MakeRun, make);
    const std::unique_ptr<LiveRun> run = make(m_state);
    QCOMPARE(run->status().state, TrainerState::Paused);
    QCOMPARE(run->status().step, kLiveSteps);
    QCOMPARE(run->status().epoch, m_state->record.epoch);
    QCOMPARE(run->log().stepCount(), std::size_t(kLiveSteps));
    QCOMPARE(run->log().evaluationsFrom(0).size(), std::size_t(1));
    QCOMPARE(run->log().knobChangesFrom(0), m_state->knobChanges);
    QCOMPARE(run->knobs(), m_state->knobs);
    QVERIFY(!run->split().train.empty());
    QCOMPARE(run->model()->parameterCount(), Index(m_state->parameters.size()));
    QCOMPARE(run->canTrain(), run->obstacle().empty());
    QCOMPARE(run->saved() != nullptr, !run->canTrain());
    QCOMPARE(run->lacksData(), !run->canTrain());
}

void TestLiveRun::snapshotComesOnceWhenAsked()
{
    QFETCH(MakeRun, make);
    const std::unique_ptr<LiveRun> run = make(m_state);
    QVERIFY(!run->takeSnapshot());
    run->requestSnapshot();
    run->requestSnapshot();
    const std::shared_ptr<const Snapshot> snapshot = awaited([&] { return run->takeSnapshot(); });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->record.step, kLiveSteps);
    QVERIFY(snapshot->frozen.parameters == m_state->parameters);
    QVERIFY(!run->takeSnapshot());
}

void TestLiveRun::checkpointHoldsTheRun()
{
    QFETCH(MakeRun, make);
    const std::unique_ptr<LiveRun> run = make(m_state);
    QVERIFY(!run->takeCheckpoint());
    run->requestCheckpoint();
    QVERIFY(run->isCheckpointDue());
    const std::shared_ptr<const Checkpoint> state = awaited([&] { return run->takeCheckpoint(); });
    QVERIFY(state);
    QCOMPARE(state->step, kLiveSteps);
    QVERIFY(state->parameters == m_state->parameters);
    QCOMPARE(state->steps.size(), std::size_t(kLiveSteps));
    QCOMPARE(state->logRevision, run->log().revision());
    QVERIFY(!run->isCheckpointDue());
}

void TestLiveRun::threadsCanBeChanged()
{
    QFETCH(MakeRun, make);
    const std::unique_ptr<LiveRun> run = make(m_state);
    run->setThreads(3);
    QCOMPARE(run->threads(), 3);
    run->setThreads(0);
    QVERIFY(run->threads() >= 1);
}

void TestLiveRun::stoppedRunIgnoresOrders()
{
    const std::unique_ptr<LiveRun> run = makeStopped(m_state);
    QCOMPARE(run->obstacle(), std::string(kObstacle));
    Knobs other = run->knobs();
    other.learningRate *= 2;
    run->setKnobs(other);
    run->play();
    run->stepBatches(1);
    run->stepEpoch();
    run->goTo(m_state);
    run->reset();
    run->pause();
    QCOMPARE(run->knobs(), m_state->knobs);
    QCOMPARE(run->status().step, kLiveSteps);
    QCOMPARE(run->log().stepCount(), std::size_t(kLiveSteps));
}

void TestLiveRun::otherThreadsGiveTheSameBits()
{
    Trainer straight(test::tinyRun(), *m_state, 1, 0);
    straight.stepBatches(12);
    straight.waitUntilIdle();
    Trainer changing(test::tinyRun(), *m_state, 1, 0);
    for (const int threads : {2, 3, 1, 2}) {
        changing.setThreads(threads);
        changing.stepBatches(3);
        changing.waitUntilIdle();
    }
    QCOMPARE(changing.status().step, kLiveSteps + 12);
    QVERIFY(checkpointOf(changing)->parameters == checkpointOf(straight)->parameters);
}

void TestLiveRun::runGoesBackToAState()
{
    Trainer trainer(test::tinyRun(), *m_state, 2, 0);
    trainer.stepBatches(8);
    trainer.waitUntilIdle();
    const std::shared_ptr<const Checkpoint> before = checkpointOf(trainer);
    Knobs wild = trainer.knobs();
    wild.learningRate *= 10;
    trainer.setKnobs(wild);
    trainer.stepEpoch();
    trainer.waitUntilIdle();
    trainer.goTo(m_state);
    QCOMPARE(trainer.knobs(), m_state->knobs);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().step, kLiveSteps);
    QCOMPARE(trainer.log().stepCount(), std::size_t(kLiveSteps));
    QCOMPARE(trainer.log().knobChangesFrom(0), m_state->knobChanges);
    trainer.stepBatches(8); // and on again as before
    trainer.waitUntilIdle();
    QVERIFY(checkpointOf(trainer)->parameters == before->parameters);
    QCOMPARE(checkpointOf(trainer)->steps.back().loss, before->steps.back().loss);
}

void TestLiveRun::runGoesBackToItsStart()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    const std::shared_ptr<const Checkpoint> start = checkpointOf(trainer);
    trainer.play();
    QTRY_VERIFY(trainer.status().step > 2);
    trainer.goTo(start);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 0);
    QCOMPARE(trainer.log().stepCount(), std::size_t(0));
    QVERIFY(checkpointOf(trainer)->parameters == start->parameters);
}

ISTHMUS_GUILESS_TEST(TestLiveRun)
#include "tst_LiveRun.moc"
