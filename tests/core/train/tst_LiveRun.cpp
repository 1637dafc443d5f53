// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/StoppedRun.h"
#include "core/train/Trainer.h"
#include "core/train/knobChanges.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/TinyRun.h"

#include <atomic>
#include <functional>
#include <memory>
#include <semaphore>
#include <vector>

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

/// Where a run stands when all that was ordered is done.
struct Standing
{
    std::int64_t step = 0;
    Knobs knobs;
    std::vector<KnobChange> changes;
    [[nodiscard]] bool operator==(const Standing&) const = default;

    [[nodiscard]] static Standing of(const LiveRun& run)
    {
        return {run.status().step, run.knobs(), run.log().knobChangesFrom(0)};
    }
};

using Orders = std::vector<std::function<void(LiveRun&)>>;
using Follow = std::function<Standing(const std::shared_ptr<const Checkpoint>&, const Orders&)>;

/// The thread has taken each order before the next one is given.
Standing followQuickly(const std::shared_ptr<const Checkpoint>& state, const Orders& orders)
{
    Trainer trainer(test::tinyRun(), *state, 1, 0);
    for (const auto& order : orders) {
        order(trainer);
        trainer.waitUntilIdle();
    }
    return Standing::of(trainer);
}

/// The thread is held in its call until all orders are given.
Standing followSlowly(const std::shared_ptr<const Checkpoint>& state, const Orders& orders)
{
    std::binary_semaphore isHeld{0};
    std::binary_semaphore goesOn{0};
    std::atomic<bool> holds = true;
    Trainer trainer(test::tinyRun(), *state, 1, 0, [&] {
        if (!holds.exchange(false))
            return;
        isHeld.release();
        goesOn.acquire();
    });
    trainer.requestSnapshot();
    isHeld.acquire();
    for (const auto& order : orders)
        order(trainer);
    goesOn.release();
    trainer.waitUntilIdle();
    return Standing::of(trainer);
}

Standing followNowhere(const std::shared_ptr<const Checkpoint>& state, const Orders& orders)
{
    const std::unique_ptr<LiveRun> run = makeStopped(state);
    for (const auto& order : orders)
        order(*run);
    return Standing::of(*run);
}

Knobs withRate(Knobs knobs, double rate)
{
    knobs.learningRate = rate;
    return knobs;
}

/// The knobs that a log's changes lead to.
Knobs replayed(Knobs knobs, const std::vector<KnobChange>& changes)
{
    for (const KnobChange& change : changes)
        knobs = replay(knobs, change);
    return knobs;
}

} // namespace

Q_DECLARE_METATYPE(MakeRun)
Q_DECLARE_METATYPE(Orders)
Q_DECLARE_METATYPE(Standing)

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
    void ordersKeepTheirSequence_data();
    void ordersKeepTheirSequence();
    void ordersOfTrainingKeepTheirSequence();
    void runGoesBackToAState();
    void changeAtTheStepOfAStateGoesWithIt_data();
    void changeAtTheStepOfAStateGoesWithIt();
    void runGoesForwardToAState();
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

void TestLiveRun::ordersKeepTheirSequence_data()
{
    QTest::addColumn<Orders>("orders");
    QTest::addColumn<Standing>("expected");
    const Knobs saved = m_state->knobs;
    const Knobs other = withRate(saved, 0.25);
    const Standing start{kLiveSteps, saved, m_state->knobChanges};
    Standing moved{kLiveSteps, other, m_state->knobChanges};
    for (const KnobChange& change : changesBetween(saved, other, kLiveSteps))
        moved.changes.push_back(change);
    const auto goTo = [state = m_state](LiveRun& run) { run.goTo(state); };
    const auto reset = [](LiveRun& run) { run.reset(); };
    const auto turn = [other](LiveRun& run) { run.setKnobs(other); };
    QTest::newRow("goTo, setKnobs") << Orders{goTo, turn} << moved;
    QTest::newRow("setKnobs, goTo") << Orders{turn, goTo} << start;
    QTest::newRow("reset, setKnobs") << Orders{reset, turn} << Standing{0, other, changesBetween(saved, other, 0)};
    QTest::newRow("setKnobs, reset") << Orders{turn, reset} << Standing{0, other, {}};
    QTest::newRow("setKnobs, goTo, reset") << Orders{turn, goTo, reset} << Standing{0, saved, {}};
    QTest::newRow("setKnobs, goTo, setKnobs") << Orders{turn, goTo, turn} << moved;
}

void TestLiveRun::ordersKeepTheirSequence()
{
    QFETCH(Orders, orders);
    QFETCH(Standing, expected);
    for (const Follow& follow : {Follow(followQuickly), Follow(followSlowly)}) {
        const Standing found = follow(m_state, orders);
        QCOMPARE(found.step, expected.step);
        QCOMPARE(found.knobs, expected.knobs);
        QCOMPARE(found.changes, expected.changes);
    }
    const Standing stopped{kLiveSteps, m_state->knobs, m_state->knobChanges};
    QVERIFY(followNowhere(m_state, orders) == stopped);
}

void TestLiveRun::ordersOfTrainingKeepTheirSequence()
{
    const Knobs other = withRate(m_state->knobs, 0.0025);
    const Orders orders{[](LiveRun& run) { run.stepEpoch(); }, [this](LiveRun& run) { run.goTo(m_state); },
        [other](LiveRun& run) { run.setKnobs(other); }, [](LiveRun& run) { run.stepBatches(2); }};
    const Standing found = followSlowly(m_state, orders);
    QCOMPARE(found.step, kLiveSteps + 2); // with a rate that does not make it diverge
    QCOMPARE(found.knobs, other);
    QVERIFY(found == followQuickly(m_state, orders));
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

void TestLiveRun::changeAtTheStepOfAStateGoesWithIt_data()
{
    QTest::addColumn<int>("steps");
    QTest::newRow("back at the same step") << 0;
    QTest::newRow("back from a later one") << 3;
}

void TestLiveRun::changeAtTheStepOfAStateGoesWithIt()
{
    QFETCH(int, steps);
    Trainer trainer(test::tinyRun(), 1, 0);
    const Knobs first = trainer.knobs();
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    trainer.setKnobs(withRate(first, 2e-3));
    const std::shared_ptr<const Checkpoint> kept = checkpointOf(trainer);
    trainer.setKnobs(withRate(first, 3e-3)); // at the step of the state, and after it
    trainer.stepBatches(steps);
    trainer.waitUntilIdle();
    trainer.goTo(kept);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.knobs(), kept->knobs);
    QCOMPARE(trainer.log().knobChangesFrom(0), kept->knobChanges);
    QCOMPARE(replayed(first, trainer.log().knobChangesFrom(0)), kept->knobs);
}

void TestLiveRun::runGoesForwardToAState()
{
    Trainer trainer(test::tinyRun(), 1, 0);
    const Knobs first = trainer.knobs();
    const std::shared_ptr<const Checkpoint> start = checkpointOf(trainer);
    trainer.setKnobs(withRate(first, 2e-3));
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    const std::shared_ptr<const Checkpoint> later = checkpointOf(trainer);
    trainer.goTo(start);
    trainer.goTo(later);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().step, 2);
    QCOMPARE(trainer.knobs(), later->knobs);
    QCOMPARE(replayed(first, trainer.log().knobChangesFrom(0)), later->knobs);
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
