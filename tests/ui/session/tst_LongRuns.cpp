// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/StoppedRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "tests/ui/session/resumedRun.h"
#include "ui/session/RunSession.h"

using namespace isthmus;
using isthmus::test::kThreads;
using isthmus::test::resumedRun;
using isthmus::test::windowRun;

namespace {

constexpr std::int64_t kLongSteps = 100'000;

Checkpoint longCheckpoint()
{
    Checkpoint checkpoint = TrainingRun(windowRun()).checkpoint();
    checkpoint.step = kLongSteps;
    checkpoint.record.step = kLongSteps;
    checkpoint.record.epoch = kLongSteps / 7.0;
    std::vector<StepRecord> steps(kLongSteps);
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i].step = static_cast<std::int64_t>(i + 1);
    checkpoint.steps = StepHistory(steps);
    checkpoint.evaluations.resize(3);
    return checkpoint;
}

} // namespace

/// Runs of many steps, on many images: what is long is done in pieces, once, or elsewhere.
class TestLongRuns : public QObject
{
    Q_OBJECT

private slots:
    void longHistoryIsThereAtOnce_data();
    void longHistoryIsThereAtOnce();
    void longHistoryIsNotCopiedForAStep();
    void runsOnTheSameImagesShareTheirSplit();
};

void TestLongRuns::longHistoryIsThereAtOnce_data()
{
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("resumed") << true;
    QTest::newRow("explored") << false;
}

/// It is shared with the run's log, so that no turn of the window takes long.
void TestLongRuns::longHistoryIsThereAtOnce()
{
    QFETCH(bool, goesOn);
    const auto checkpoint = std::make_shared<const Checkpoint>(longCheckpoint());
    RunSession session(nullptr, kThreads);
    std::vector<std::size_t> sizes;
    connect(&session, &RunSession::historyChanged, this, [&] {
        sizes.push_back(session.history().steps.size());
        QCOMPARE(session.history().evaluations.size(), checkpoint->evaluations.size());
    });
    if (goesOn) {
        session.startResumed(*resumedRun(windowRun(), *checkpoint));
    } else {
        ResumedRun explored;
        explored.run = windowRun();
        explored.live = std::make_unique<StoppedRun>(explored.run, checkpoint, "It cannot go on", false);
        session.startResumed(explored);
    }
    QTRY_VERIFY(!sizes.empty());
    QCOMPARE(sizes.front(), std::size_t(kLongSteps));
    QCOMPARE(session.history().steps.back().step, kLongSteps);
}

void TestLongRuns::longHistoryIsNotCopiedForAStep()
{
    RunSession session(nullptr, kThreads);
    session.startResumed(*resumedRun(windowRun(), longCheckpoint()));
    QTRY_COMPARE(session.history().steps.size(), std::size_t(kLongSteps));
    const StepRecord* first = &session.history().steps.front();
    session.stepBatch();
    QTRY_COMPARE(session.history().steps.size(), std::size_t(kLongSteps + 1));
    QCOMPARE(&session.history().steps.front(), first);
}

void TestLongRuns::runsOnTheSameImagesShareTheirSplit()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    const std::vector<Index>* before = &session.split().train;
    session.changeModel(session.run().model, session.run().training);
    QCOMPARE(&session.split().train, before);
    TrainSpec other = session.run().training;
    other.validation = 0.2;
    session.changeModel(session.run().model, other);
    QVERIFY(&session.split().train != before);
    QCOMPARE(session.split().validation.size(), std::size_t(40));
}

ISTHMUS_GUILESS_TEST(TestLongRuns)
#include "tst_LongRuns.moc"
