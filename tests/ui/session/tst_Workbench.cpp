// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/Workbench.h"

#include <QSignalSpy>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

FloatVector parametersOf(RunSession& session)
{
    std::shared_ptr<const Checkpoint> state;
    const auto connection = QObject::connect(&session, &RunSession::checkpointReady, &session,
        [&](const std::shared_ptr<const Checkpoint>& checkpoint) { state = checkpoint; });
    session.requestCheckpoint();
    (void)test::waitFor([&] { return state != nullptr; });
    QObject::disconnect(connection);
    return state ? state->parameters : FloatVector();
}

/// What a run of its own comes to after so many batches.
FloatVector parametersAfter(const RunSpec& run, int steps)
{
    Trainer trainer(run, 1, 0);
    trainer.stepBatches(steps);
    trainer.waitUntilIdle();
    trainer.requestCheckpoint();
    std::shared_ptr<const Checkpoint> state;
    (void)test::waitFor([&] { return (state = trainer.takeCheckpoint()) != nullptr; });
    return state->parameters;
}

RunSpec otherSeed()
{
    RunSpec run = windowRun();
    run.training.seed = 7;
    return run;
}

} // namespace

/// Several runs at once, none of which learns of the others.
class TestWorkbench : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithOneEmptyRun();
    void fifthRunIsRefused();
    void lastRunStays();
    void closedRunLeavesTheFrontToItsNeighbour();
    void runKeepsItsColourWhileAnotherIsClosed();
    void runsThatTrainShareTheThreads();
    void stepsAloneAreNoChange();
    void eachRunKeepsItsBits();
    void runThatIsNotWatchedMakesNoSnapshots();
    void lanesKeepTheRunsApart();
    void handsKeepTheRunsApart();
    void runWithoutRoomIsRefused();
    void runThatIsReplacedMakesRoom();
    void allRunsEnd();
};

void TestWorkbench::beginsWithOneEmptyRun()
{
    const Workbench bench(2);
    QCOMPARE(bench.runs().size(), std::size_t(1));
    QCOMPARE(&bench.active(), bench.runs().front());
    QVERIFY(!bench.active().hasRun());
    QCOMPARE(bench.active().threads(), 2);
}

void TestWorkbench::fifthRunIsRefused()
{
    Workbench bench(2);
    while (!bench.isFull())
        bench.add();
    QCOMPARE(bench.runs().size(), std::size_t(4));
    try {
        bench.add();
        QFAIL("a fifth run was opened");
    } catch (const Error& error) {
        QCOMPARE(QString(error.what()), QString("another run: expected 4 at the most, found as many open; close one"));
    }
    QCOMPARE(bench.runs().size(), std::size_t(4));
}

void TestWorkbench::lastRunStays()
{
    Workbench bench(2);
    bench.close(bench.active());
    QCOMPARE(bench.runs().size(), std::size_t(1));
}

void TestWorkbench::closedRunLeavesTheFrontToItsNeighbour()
{
    Workbench bench(2);
    RunSession& first = bench.active();
    RunSession& second = bench.add();
    RunSession& third = bench.add();
    QSignalSpy closing(&bench, &Workbench::closing);
    QSignalSpy activeChanged(&bench, &Workbench::activeChanged);
    bench.setActive(third);
    bench.close(third);
    QCOMPARE(&bench.active(), &second);
    bench.setActive(first);
    bench.close(first);
    QCOMPARE(&bench.active(), &second);
    QCOMPARE(closing.size(), 2);
    QCOMPARE(activeChanged.size(), 4);
}

void TestWorkbench::runKeepsItsColourWhileAnotherIsClosed()
{
    Workbench bench(2);
    RunSession& first = bench.active();
    RunSession& second = bench.add();
    RunSession& third = bench.add();
    QCOMPARE(bench.colourIndex(first), 0);
    QCOMPARE(bench.colourIndex(third), 2);
    bench.close(second);
    QCOMPARE(bench.colourIndex(third), 2);
    QCOMPARE(bench.colourIndex(bench.add()), 1);
}

void TestWorkbench::runsThatTrainShareTheThreads()
{
    Workbench bench(3);
    RunSession& first = bench.active();
    RunSession& second = bench.add();
    first.startRun(windowRun());
    second.startRun(otherSeed());
    first.play();
    QTRY_COMPARE(first.threads(), 3);
    second.play();
    QTRY_COMPARE(first.threads() + second.threads(), 3);
    QVERIFY(first.threads() >= 1 && second.threads() >= 1);
    first.pause();
    QTRY_COMPARE(second.threads(), 3);
}

/// Or the window would name and mark all runs anew with each step.
void TestWorkbench::stepsAloneAreNoChange()
{
    Workbench bench(2);
    RunSession& run = bench.active();
    run.startRun(windowRun());
    run.play();
    QTRY_VERIFY(run.status().step > 2 && run.isModified());
    QSignalSpy changed(&bench, &Workbench::changed);
    const std::int64_t step = run.status().step;
    QTRY_VERIFY(run.status().step > step);
    QCOMPARE(changed.size(), 0);
    run.pause();
    QTRY_COMPARE(changed.size(), 1);
}

void TestWorkbench::eachRunKeepsItsBits()
{
    Workbench bench(2);
    RunSession& first = bench.active();
    RunSession& second = bench.add();
    first.startRun(windowRun());
    second.startRun(otherSeed());
    for (int i = 0; i < 20; ++i) {
        first.stepBatch();
        second.stepBatch();
    }
    QTRY_VERIFY(first.status().step == 20 && second.status().step == 20);
    QVERIFY(parametersOf(first) == parametersAfter(windowRun(), 20));
    QVERIFY(parametersOf(second) == parametersAfter(otherSeed(), 20));
    const FloatVector before = parametersOf(second);
    bench.close(first);
    QVERIFY(parametersOf(second) == before);
}

void TestWorkbench::runThatIsNotWatchedMakesNoSnapshots()
{
    Workbench bench(2);
    RunSession& run = bench.active();
    run.startRun(windowRun());
    QTRY_VERIFY(run.snapshot());
    run.setWatched(false);
    run.stepBatch();
    QTRY_COMPARE(run.status().step, std::int64_t(1)); // what it is at is known all the same
    QTRY_COMPARE(run.history().steps.size(), std::size_t(1));
    QCOMPARE(run.snapshot()->record.step, std::int64_t(0));
    run.setWatched(true);
    QTRY_COMPARE(run.snapshot()->record.step, std::int64_t(1));
}

void TestWorkbench::lanesKeepTheRunsApart()
{
    Workbench bench(2);
    RunSession& first = bench.active();
    RunSession& second = bench.add();
    QObject client, other;
    int done = 0;
    const auto work = [](Breather&) { return std::make_shared<const int>(1); };
    const auto count = [&](const BackgroundLane::Result&) { ++done; };
    first.background().request(&client, work, count);
    second.background().request(&other, work, count);
    first.background().cancelAll();
    QTRY_COMPARE(done, 1);
    first.background().request(&client, work, count); // behind it, so that the cancelled one would have come by now
    QTRY_COMPARE(done, 2);
}

void TestWorkbench::handsKeepTheRunsApart()
{
    Workbench bench(2);
    RunSession& first = bench.active();
    RunSession& second = bench.add();
    first.startRun(windowRun());
    second.startRun(otherSeed());
    QTRY_VERIFY(first.snapshot() && second.snapshot());
    first.selection().setCode({0.5F, 0.5F});
    second.selection().setCode({0.5F, 0.5F});
    QTRY_VERIFY(!first.hand().image().empty() && !second.hand().image().empty());
    QVERIFY(first.hand().image() != second.hand().image());
}

void TestWorkbench::runWithoutRoomIsRefused()
{
    Workbench bench(2, nullptr, 1); // byte
    bench.active().startRun(windowRun()); // which is judged by itself
    RunSession& second = bench.add();
    try {
        second.startRun(otherSeed());
        QFAIL("a run was begun without room for it");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).startsWith("another run: it takes "), error.what());
        QVERIFY2(QString(error.what()).endsWith(", and the machine has 1 bytes; close one"), error.what());
    }
    QVERIFY(!second.hasRun());
    QVERIFY(bench.active().hasRun());
}

void TestWorkbench::runThatIsReplacedMakesRoom()
{
    Workbench bench(2, nullptr, 1);
    bench.active().startRun(windowRun());
    bench.active().startRun(otherSeed());
    QCOMPARE(bench.active().run().training.seed, std::uint64_t(7));
    RunSession& second = bench.add();
    bench.close(bench.active());
    second.startRun(windowRun()); // alone by now
    QVERIFY(second.hasRun());
}

void TestWorkbench::allRunsEnd()
{
    Workbench bench(2);
    bench.active().startRun(windowRun());
    RunSession& second = bench.add();
    second.startRun(windowRun());
    bench.active().play();
    second.play();
    QVERIFY(bench.endRuns(std::chrono::seconds(60)));
}

ISTHMUS_GUILESS_TEST(TestWorkbench)
#include "tst_Workbench.moc"
