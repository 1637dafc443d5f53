// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Trainer.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunMoment.h"

using namespace isthmus;
using test::checkpointOf;

/// Equal moments have the same parameters, knobs and history.
class TestRunMoment : public QObject
{
    Q_OBJECT
private slots:
    void checkpointHoldsTheMoment();
    void startOfAnEmptyLogIsOneMoment();
    void stateThatTheRunIsBackInHasItsKnobsAndChanges();
};

void TestRunMoment::checkpointHoldsTheMoment()
{
    Trainer trainer(test::windowRun(), 1, 0);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    QVERIFY(RunMoment::of(*checkpointOf(trainer)) == RunMoment::of(trainer));
}

void TestRunMoment::startOfAnEmptyLogIsOneMoment()
{
    Trainer trainer(test::windowRun(), 1, 0);
    const RunMoment start = RunMoment::of(trainer);
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    QVERIFY(RunMoment::of(trainer) != start);
    trainer.reset();
    trainer.waitUntilIdle();
    QVERIFY(RunMoment::of(trainer) == start);
}

void TestRunMoment::stateThatTheRunIsBackInHasItsKnobsAndChanges()
{
    Trainer trainer(test::windowRun(), 1, 0);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    const std::shared_ptr<const Checkpoint> kept = checkpointOf(trainer);
    Knobs knobs = trainer.knobs();
    knobs.learningRate *= 2;
    trainer.setKnobs(knobs); // at the step of the state
    trainer.goTo(kept);
    trainer.waitUntilIdle();
    const RunMoment back = RunMoment::of(trainer);
    QCOMPARE(back.step, kept->step);
    QVERIFY(back.knobs == kept->knobs);
    QCOMPARE(back.knobChanges, kept->knobChanges.size());
    QVERIFY(RunMoment::of(*checkpointOf(trainer)) == back);
}

ISTHMUS_GUILESS_TEST(TestRunMoment)
#include "tst_RunMoment.moc"
