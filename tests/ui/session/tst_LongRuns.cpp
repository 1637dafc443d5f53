// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/StoppedRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunSession.h"

using namespace isthmus;
using isthmus::test::kThreads;
using isthmus::test::windowRun;

/// Runs of many steps, on many images: what is long is done in pieces, once, or elsewhere.
class TestLongRuns : public QObject
{
    Q_OBJECT

private slots:
    void longHistoryComesInPieces_data();
    void longHistoryComesInPieces();
    void runsOnTheSameImagesShareTheirSplit();
};

namespace {
}

void TestLongRuns::longHistoryComesInPieces_data()
{
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("resumed") << true;
    QTest::newRow("explored") << false;
}

/// So that no turn of the window takes long.
void TestLongRuns::longHistoryComesInPieces()
{
    QFETCH(bool, goesOn);
    Checkpoint checkpoint = TrainingRun(windowRun()).checkpoint();
    checkpoint.step = 100'000;
    checkpoint.record.epoch = 100'000 / 7.0;
    std::vector<StepRecord> steps(100'000);
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i].step = static_cast<std::int64_t>(i + 1);
    checkpoint.steps = StepHistory(steps);
    checkpoint.evaluations.resize(3);
    RunSession session(nullptr, kThreads);
    std::vector<std::size_t> sizes;
    connect(&session, &RunSession::historyChanged, this, [&] {
        sizes.push_back(session.history().steps.size());
        QCOMPARE(session.history().evaluations.size(), std::size_t(sizes.back() == steps.size() ? 3 : 0));
    });
    if (goesOn) {
        session.startResumed(*RunSession::makeResumed(windowRun(), checkpoint));
    } else {
        ResumedRun explored;
        explored.run = windowRun();
        const auto shared = std::make_shared<const Checkpoint>(checkpoint);
        explored.live = std::make_unique<StoppedRun>(explored.run, shared, "It cannot go on", false);
        session.startResumed(explored);
    }
    QTRY_COMPARE(session.history().steps.size(), steps.size());
    QCOMPARE(session.history().steps.back().step, std::int64_t(steps.size()));
    QVERIFY(sizes.size() >= 3);
    for (std::size_t i = 1; i < sizes.size(); ++i)
        QVERIFY(sizes[i] > sizes[i - 1] && sizes[i] - sizes[i - 1] <= 40'000);
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
