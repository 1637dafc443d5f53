// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/core/train/WatchedRun.h"

#include <cmath>

using namespace isthmus;
using test::lossOf;
using test::train;
using test::watchedRun;

/// How far a step goes: rate, schedule and clipping in a run.
class TestRate : public QObject
{
    Q_OBJECT
private slots:
    void rateFollowsTheSchedule();
    void rateStaysAKnob();
    void plateauReducesTheRate();
    void warmupIsNoPlateau();
    void horizonIsTheFirstTotal();
    void clippingShortensTheStep();
    void batchMayBeLargerThanTheData();
};

void TestRate::rateFollowsTheSchedule()
{
    RunSpec spec = test::tinyRun(); // 7 steps an epoch
    spec.training.learningRate = 0.01;
    spec.training.schedule.kind = "step";
    spec.training.schedule.every = 1;
    TrainingRun run(spec);
    train(run, 7);
    QCOMPARE(run.lastRecord().learningRate, 0.01F);
    train(run, 1);
    QCOMPARE(run.lastRecord().learningRate, 0.001F);
}

void TestRate::rateStaysAKnob()
{
    RunSpec spec = test::tinyRun();
    spec.training.schedule.kind = "step";
    spec.training.schedule.every = 1;
    spec.training.schedule.factor = 0.5;
    TrainingRun run(spec);
    train(run, 7);
    Knobs knobs = run.knobs();
    knobs.learningRate = 0.004;
    run.setKnobs(knobs);
    train(run, 1);
    QCOMPARE(run.lastRecord().learningRate, 0.002F);
}

void TestRate::plateauReducesTheRate()
{
    RunSpec spec = watchedRun();
    spec.training.learningRate = 1e-3;
    spec.training.schedule.kind = "plateau";
    spec.training.schedule.patience = 1;
    TrainingRun run(spec);
    ThreadPool pool;
    run.watch(lossOf(1)); // before the first step: epoch 0 counts as warm-up
    (void)run.step(pool);
    run.watch(lossOf(1));
    run.watch(lossOf(2));
    (void)run.step(pool);
    QCOMPARE(run.lastRecord().learningRate, 1e-4F);
}

void TestRate::warmupIsNoPlateau()
{
    RunSpec spec = watchedRun();
    spec.training.schedule.kind = "plateau";
    spec.training.schedule.patience = 1;
    spec.training.schedule.warmup = 2;
    TrainingRun run(spec);
    train(run, 5);
    run.watch(lossOf(1));
    run.watch(lossOf(2));
    QCOMPARE(run.checkpoint().schedule.factor, 1.0);
}

void TestRate::horizonIsTheFirstTotal()
{
    RunSpec spec = test::tinyRun();
    spec.training.epochs = 2;
    spec.training.schedule.kind = "cosine";
    TrainingRun run(spec);
    QCOMPARE(run.spec().training.schedule.horizon, 2);
    train(run, 7);
    Checkpoint state = run.checkpoint();
    state.training.epochs = 10;
    TrainingRun more(spec);
    more.restore(state);
    train(more, 1);
    QVERIFY(std::abs(more.lastRecord().learningRate - 0.0005F) < 1e-9F); // half the way to epoch 2
}

void TestRate::clippingShortensTheStep()
{
    RunSpec spec = test::tinyRun();
    spec.training.optimizer = "sgd";
    spec.training.learningRate = 1;
    spec.training.clipNorm = 0.25;
    TrainingRun run(spec);
    const FloatVector before = run.parameters();
    train(run, 1);
    double squares = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        squares += std::pow(static_cast<double>(run.parameters()[i] - before[i]), 2);
    QVERIFY2(std::abs(std::sqrt(squares) - 0.25) < 1e-4, qPrintable(QString::number(std::sqrt(squares))));
}

void TestRate::batchMayBeLargerThanTheData()
{
    RunSpec spec = test::tinyRun();
    spec.training.batchSize = 1000;
    TrainingRun run(spec);
    QCOMPARE(run.stepsPerEpoch(), 1);
    train(run, 3);
    QCOMPARE(std::ssize(run.lastSamples()), 200);
    QCOMPARE(run.epoch(), 3.0);
    spec.split.limit = 1;
    TrainingRun single(spec);
    train(single, 2);
    QCOMPARE(std::ssize(single.lastSamples()), 1);
}

ISTHMUS_GUILESS_TEST(TestRate)
#include "tst_Rate.moc"
