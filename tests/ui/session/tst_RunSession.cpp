// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/Barriers.h"
#include "tests/ui/session/WindowRun.h"
#include "tests/ui/session/resumedRun.h"
#include "ui/session/RetiredRuns.h"
#include "ui/session/RunSession.h"

#include <QSignalSpy>

using namespace isthmus;
using isthmus::test::kThreads;
using isthmus::test::stepAfterOrders;
using isthmus::test::windowRun;

namespace {

/// The step of the newest snapshot; -1 before the first.
std::int64_t shownStep(const RunSession& session)
{
    return session.snapshot() ? session.snapshot()->record.step : -1;
}

} // namespace

class TestRunSession : public QObject
{
    Q_OBJECT

private slots:
    void newRunIsPausedAndShowsItsFirstMoment();
    void stepTrainsOneBatchExactly();
    void quickStepsAllCount();
    void stepEpochEndsOnItsBoundary();
    void playTrainsUntilPaused();
    void twoTogglesInOneTurnMeanTwoThings();
    void resetGoesBackToTheFirstMoment();
    void rewoundRunForgetsItsDiscardedSteps();
    void historyLosesNothing();
    void knobsActAndLeaveAMarker();
    void sameKnobsAreNoChange();
    void changedModelGoesOnPlaying();
    void modelThatDoesNotFitLeavesTheRun();
    void checkpointComesAndResumes();
    void checkpointHasWhatWasDoneBeforeItWasAskedFor();
    void windowTrainsTheSameBitsAsARunAlone();
    void handFollowsTheCodeAndTheWeights();
    void newRunForgetsTheHand();
    void endsWhileTraining();
    void oldRunsEndInTheBackground();
    void runEndsWhenItIsTold();
};

void TestRunSession::newRunIsPausedAndShowsItsFirstMoment()
{
    RunSession session(nullptr, kThreads);
    QVERIFY(!session.hasRun());
    QSignalSpy changed(&session, &RunSession::runChanged);
    session.startRun(windowRun());
    QCOMPARE(changed.count(), 1);
    QVERIFY(!session.isTraining());
    QVERIFY(!session.isModified());
    QTRY_COMPARE(shownStep(session), 0);
    QCOMPARE(session.snapshot()->frozen.model, session.model());
}

void TestRunSession::stepTrainsOneBatchExactly()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.stepBatch();
    QTRY_COMPARE(shownStep(session), 1);
    QTRY_COMPARE(session.history().steps.size(), std::size_t(1));
    QTRY_VERIFY(!session.isTraining());
    QCOMPARE(session.status().step, 1);
}

void TestRunSession::quickStepsAllCount()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    for (int press = 0; press < 5; ++press)
        session.stepBatch();
    QTRY_COMPARE(shownStep(session), 5);
    QTRY_VERIFY(!session.isTraining());
}

void TestRunSession::stepEpochEndsOnItsBoundary()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.stepBatch();
    QTRY_COMPARE(session.status().step, 1);
    session.stepEpoch();
    QTRY_COMPARE(shownStep(session), 7);
    QTRY_COMPARE(session.status().epoch, 1.0);
    QTRY_COMPARE(session.history().evaluations.size(), std::size_t(1));
}

void TestRunSession::playTrainsUntilPaused()
{
    RunSession session(nullptr, kThreads);
    QSignalSpy snapshots(&session, &RunSession::snapshotChanged);
    std::shared_ptr<const Checkpoint> end; // made when the step that was begun before the pause has ended
    connect(&session, &RunSession::checkpointReady, this, [&](const auto& ready) { end = ready; });
    session.startRun(windowRun());
    session.play();
    QVERIFY(session.isTraining());
    QTRY_VERIFY(shownStep(session) > 20);
    QTRY_VERIFY(snapshots.count() > 2);
    session.pause();
    QVERIFY(!session.isTraining());
    session.requestCheckpoint();
    QTRY_VERIFY(end != nullptr);
    QTRY_COMPARE(session.status().step, end->step);
    QTRY_COMPARE(shownStep(session), end->step);
    const std::int64_t last = end->step;
    QCOMPARE(stepAfterOrders(session), last); // a step that was made all the same would be counted
    QCOMPARE(session.status().step, last);
    QCOMPARE(shownStep(session), last);
}

void TestRunSession::twoTogglesInOneTurnMeanTwoThings()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    for (const bool expected : {true, false, true, false, true}) {
        session.isTraining() ? session.pause() : session.play();
        QCOMPARE(session.isTraining(), expected);
    }
    QTRY_VERIFY(session.status().step > 3);
}

void TestRunSession::resetGoesBackToTheFirstMoment()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    QTRY_COMPARE(shownStep(session), 0);
    const FloatVector first = session.snapshot()->frozen.parameters;
    session.play();
    QTRY_VERIFY(shownStep(session) > 3);
    QVERIFY(session.snapshot()->frozen.parameters != first);
    QTRY_VERIFY(!session.history().steps.empty());
    const std::uint64_t revision = session.history().revision;
    session.reset();
    QVERIFY(session.history().steps.empty()); // at once
    QVERIFY(session.history().revision != revision);
    QTRY_COMPARE(shownStep(session), 0);
    QVERIFY(session.snapshot()->frozen.parameters == first);
    QVERIFY(session.history().steps.empty());
    QVERIFY(!session.isTraining());
}

void TestRunSession::rewoundRunForgetsItsDiscardedSteps()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.stepEpoch();
    QTRY_COMPARE(session.history().steps.size(), std::size_t(7));
    const std::uint64_t revision = session.history().revision;
    Knobs knobs = session.knobs();
    knobs.learningRate = 1e30F;
    session.setKnobs(knobs);
    session.play();
    QTRY_COMPARE(session.status().state, TrainerState::Diverged);
    QTRY_VERIFY(session.history().revision != revision);
    QTRY_COMPARE(static_cast<std::int64_t>(session.history().steps.size()), session.status().step);
    for (std::size_t i = 0; i < session.history().steps.size(); ++i)
        QCOMPARE(session.history().steps[i].step, static_cast<std::int64_t>(i) + 1);
    for (const EvaluationRecord& record : session.history().evaluations)
        QVERIFY(record.step <= session.status().step);
}

void TestRunSession::historyLosesNothing()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.play();
    QTRY_VERIFY(session.history().steps.size() > 50);
    session.pause();
    QTRY_COMPARE(static_cast<std::int64_t>(session.history().steps.size()), session.status().step);
    std::int64_t expected = 0;
    for (const StepRecord& record : session.history().steps)
        QCOMPARE(record.step, ++expected);
}

void TestRunSession::knobsActAndLeaveAMarker()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.stepBatch();
    QTRY_COMPARE(session.status().step, 1);
    Knobs knobs = session.knobs();
    knobs.learningRate = 0.01;
    QSignalSpy told(&session, &RunSession::knobsChanged);
    session.setKnobs(knobs);
    QCOMPARE(told.count(), 1);
    QCOMPARE(session.knobs().learningRate, 0.01);
    QVERIFY(session.isModified());
    session.stepBatch();
    QTRY_COMPARE(session.history().steps.size(), std::size_t(2));
    QCOMPARE(session.history().steps.back().learningRate, 0.01F);
    QTRY_COMPARE(session.history().knobChanges.size(), std::size_t(1));
    QCOMPARE(session.history().knobChanges.front().step, 1);
}

void TestRunSession::sameKnobsAreNoChange()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.setKnobs(session.knobs());
    QVERIFY(!session.isModified());
}

void TestRunSession::changedModelGoesOnPlaying()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.play();
    QTRY_VERIFY(shownStep(session) > 2);
    ModelSpec wider = session.run().model;
    wider.latentDim = 3;
    session.changeModel(wider, session.run().training);
    QVERIFY(session.isTraining());
    QVERIFY(session.isModified());
    QCOMPARE(session.model()->latentDim(), 3);
    QVERIFY(session.history().steps.empty());
    QTRY_VERIFY(shownStep(session) > 0);
}

void TestRunSession::modelThatDoesNotFitLeavesTheRun()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.stepBatch();
    QTRY_COMPARE(shownStep(session), 1);
    QSignalSpy changed(&session, &RunSession::runChanged);
    ModelSpec broken = session.run().model;
    broken.decoder[2].values["units"] = 5;
    QVERIFY_THROWS_EXCEPTION(Error, session.changeModel(broken, session.run().training));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(shownStep(session), 1);
    QVERIFY(session.run().model == windowRun().model);
    session.stepBatch();
    QTRY_COMPARE(shownStep(session), 2);
}

void TestRunSession::checkpointComesAndResumes()
{
    RunSession session(nullptr, kThreads);
    std::shared_ptr<const Checkpoint> checkpoint;
    connect(&session, &RunSession::checkpointReady, this, [&](const auto& ready) { checkpoint = ready; });
    session.startRun(windowRun());
    session.stepEpoch();
    QTRY_COMPARE(shownStep(session), 7);
    session.requestCheckpoint();
    QTRY_VERIFY(checkpoint != nullptr);
    QCOMPARE(checkpoint->step, 7);
    const FloatVector parameters = session.snapshot()->frozen.parameters;
    session.reset();
    session.startResumed(*test::resumedRun(windowRun(), *checkpoint));
    QTRY_COMPARE(shownStep(session), 7);
    QVERIFY(session.snapshot()->frozen.parameters == parameters);
    QTRY_COMPARE(session.history().steps.size(), std::size_t(7));
}

void TestRunSession::checkpointHasWhatWasDoneBeforeItWasAskedFor()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    QTRY_COMPARE(shownStep(session), 0);
    std::shared_ptr<const Checkpoint> checkpoint;
    connect(&session, &RunSession::checkpointReady, this, [&](const auto& ready) { checkpoint = ready; });
    session.requestCheckpoint();
    QTest::qSleep(100); // it is made, and nobody has fetched it
    Knobs knobs = session.knobs();
    knobs.learningRate /= 2;
    session.setKnobs(knobs);
    session.requestCheckpoint();
    QTRY_VERIFY(checkpoint != nullptr);
    QVERIFY(checkpoint->knobs == knobs);
}

void TestRunSession::windowTrainsTheSameBitsAsARunAlone()
{
    TrainingRun alone(windowRun());
    ThreadPool pool;
    const auto train = [&](int steps) {
        for (int i = 0; i < steps; ++i)
            (void)alone.step(pool);
    };
    Knobs knobs = alone.knobs();
    knobs.learningRate = 3e-3;
    train(3);
    alone.setKnobs(knobs);
    train(5);

    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    for (int step = 0; step < 3; ++step)
        session.stepBatch();
    QTRY_COMPARE(shownStep(session), 3);
    session.setKnobs(knobs);
    session.stepEpoch();
    QTRY_COMPARE(shownStep(session), 7);
    session.stepBatch();
    QTRY_COMPARE(shownStep(session), 8);
    QCOMPARE(session.snapshot()->frozen.parameters, alone.parameters());
}

void TestRunSession::handFollowsTheCodeAndTheWeights()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    QTRY_COMPARE(shownStep(session), 0);
    session.selection().setCode({0.5F, -1.0F});
    QTRY_COMPARE(session.hand().code(), (std::vector<float>{0.5F, -1.0F}));
    QCOMPARE(session.hand().image().size(), std::size_t(28 * 28));
    const std::vector<float> before = session.hand().image();
    session.stepBatch();
    QTRY_VERIFY(session.hand().image() != before);
    const std::vector<float> afterStep = session.hand().image();
    session.selection().setCode({-2.0F, 2.0F});
    QTRY_VERIFY(session.hand().image() != afterStep);
}

void TestRunSession::newRunForgetsTheHand()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    QTRY_COMPARE(shownStep(session), 0);
    session.selection().setCode({0.5F, -1.0F});
    QTRY_VERIFY(!session.hand().image().empty());
    session.startRun(windowRun());
    QVERIFY(session.selection().code().empty());
    QVERIFY(session.hand().image().empty());
}

void TestRunSession::endsWhileTraining()
{
    auto session = std::make_unique<RunSession>(nullptr, kThreads);
    session->startRun(windowRun());
    session->play();
    QTRY_VERIFY(shownStep(*session) > 0);
    session.reset();
    QVERIFY(!session);
}

void TestRunSession::oldRunsEndInTheBackground()
{
    RunSession session(nullptr, kThreads);
    for (int round = 0; round < 5; ++round) {
        session.startRun(windowRun());
        session.play();
        QTRY_VERIFY(shownStep(session) > 0);
    }
    QVERIFY(session.isTraining());
}

void TestRunSession::runEndsWhenItIsTold()
{
    const SharedByRuns shared = SharedByRuns::make();
    RunSession session(nullptr, kThreads, shared);
    QVERIFY(shared.retired->waitUntilEnded(std::chrono::seconds(5)));
    session.startRun(windowRun());
    session.play();
    QTRY_VERIFY(session.status().step > 0);
    session.startRun(windowRun());
    session.play();
    session.giveUp();
    QVERIFY(shared.retired->waitUntilEnded(std::chrono::seconds(60)));
    QVERIFY(!session.hasRun());
}

ISTHMUS_GUILESS_TEST(TestRunSession)
#include "tst_RunSession.moc"
