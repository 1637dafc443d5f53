// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "tests/TestProgram.h"
#include "tests/core/train/SpoiledImages.h"

#include <algorithm>
#include <cmath>

using namespace isthmus;

namespace {

/// Its gradients are so large that their squares, which Adam and RMSProp keep, are not finite, while the weights stay
/// so: an infinite moment stops a weight.
RunSpec runWithLargeSquares(const std::string& optimizer)
{
    RunSpec run = test::tinyRun();
    run.model.bottleneck = Bottleneck::Plain;
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 8}}}};
    run.model.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.model.loss = "mse";
    run.training.optimizer = optimizer;
    run.training.learningRate = 3e5;
    return run;
}

constexpr int kEpoch = 7; // steps of tinyRun()

void stepOn(TrainingRun& run, int steps)
{
    ThreadPool pool(2);
    for (int i = 0; i < steps; ++i)
        QVERIFY(run.step(pool).has_value());
}

void setRate(TrainingRun& run, double rate)
{
    Knobs knobs = run.knobs();
    knobs.learningRate = rate;
    run.setKnobs(knobs);
}

/// Trains on until the loss is not finite.
void diverge(TrainingRun& run)
{
    setRate(run, 1e30);
    ThreadPool pool(2);
    while (run.step(pool)) { }
}

bool isFinite(const FloatVector& values)
{
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

bool isFinite(const Checkpoint& state)
{
    const auto& moments = state.optimizer.moments;
    return isFinite(state.parameters)
        && std::all_of(moments.begin(), moments.end(), [](const FloatVector& each) { return isFinite(each); });
}

} // namespace

/// What a run goes back to when its numbers are not finite any more.
class TestGoodState : public QObject
{
    Q_OBJECT
private slots:
    void divergedRunGoesBackToItsLastGoodStep();
    void infiniteParametersAreNoGoodState();
    void infiniteMomentsAreNoGoodState_data();
    void infiniteMomentsAreNoGoodState();
    void infiniteMomentsAreNeverKept();
    void knobsThatOutliveADivergenceAreReported();
    void lastEpochsEndIsKept();
    void stateBeforeTheKnobIsKept();
    void ruinedStatesAreNotKept();
    void ruinedEpochsEndIsNotKept();
    void recoveredRunKeepsStatesAgain();
    void goingBackReplaysTheSameBits();
    void divergenceInTheFirstStepGivesFreshParameters();
};

void TestGoodState::divergedRunGoesBackToItsLastGoodStep()
{
    TrainingRun run(test::tinyRun());
    ThreadPool pool;
    for (int i = 0; i < 3; ++i)
        (void)run.step(pool);
    const FloatVector good = run.parameters();
    Knobs knobs = run.knobs();
    knobs.learningRate = 1e30;
    run.setKnobs(knobs);
    bool diverged = false;
    for (int i = 0; i < 10 && !diverged; ++i)
        diverged = !run.step(pool).has_value();
    QVERIFY(diverged);
    QCOMPARE(run.steps(), 3);
    QCOMPARE(run.parameters(), good);
    knobs.learningRate = 1e-3;
    run.setKnobs(knobs);
    QVERIFY(run.step(pool).has_value());
}

void TestGoodState::infiniteParametersAreNoGoodState()
{
    RunSpec spec = test::tinyRun();
    spec.training.learningRate = 1e38;
    TrainingRun run(spec);
    ThreadPool pool;
    const FloatVector fresh = run.parameters();
    QVERIFY(run.goBackUnlessGood(pool));
    QVERIFY(run.step(pool).has_value()); // the loss is that of the fresh parameters
    QVERIFY(!run.goBackUnlessGood(pool));
    QCOMPARE(run.steps(), 0);
    QCOMPARE(run.parameters(), fresh);
}

void TestGoodState::infiniteMomentsAreNoGoodState_data()
{
    QTest::addColumn<QString>("optimizer");
    for (const char* name : {"adam", "adamw", "rmsprop"})
        QTest::newRow(name) << name;
}

void TestGoodState::infiniteMomentsAreNoGoodState()
{
    QFETCH(QString, optimizer);
    TrainingRun run(runWithLargeSquares(optimizer.toStdString()));
    ThreadPool pool;
    while (isFinite(run.checkpoint()))
        QVERIFY(run.step(pool).has_value());
    QVERIFY(isFinite(run.parameters()));
    QVERIFY(!run.goBackUnlessGood(pool));
    QVERIFY(isFinite(run.checkpoint()));
}

void TestGoodState::infiniteMomentsAreNeverKept()
{
    TrainingRun run(runWithLargeSquares("adam"));
    ThreadPool pool;
    while (isFinite(run.checkpoint()))
        QVERIFY(run.step(pool).has_value());
    Knobs knobs = run.knobs();
    knobs.learningRate = 1e-3;
    run.setKnobs(knobs); // a state is kept before the step that follows
    QVERIFY(!run.step(pool).has_value());
    QVERIFY(isFinite(run.checkpoint()));
    QVERIFY(run.goBackUnlessGood(pool));
}

void TestGoodState::knobsThatOutliveADivergenceAreReported()
{
    TrainingRun run(test::tinyRun());
    ThreadPool pool;
    Knobs wild = run.knobs();
    wild.learningRate = 1e30;
    run.setKnobs(wild);
    QVERIFY(run.step(pool).has_value()); // good until here
    Knobs later = wild;
    later.beta = 2;
    run.setKnobs(later);
    while (run.step(pool)) { }
    QCOMPARE(run.steps(), 0);
    const std::vector<KnobChange> kept = run.keepKnobs();
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0], (KnobChange{0, "beta", "1", "2"}));
    QVERIFY(run.keepKnobs().empty());
    QCOMPARE(run.knobs().beta, 2.0);
}

void TestGoodState::lastEpochsEndIsKept()
{
    test::SpoiledRun spoiled;
    TrainingRun run(spoiled.run);
    ThreadPool pool(2);
    stepOn(run, 2 * kEpoch);
    const FloatVector atEnd = run.parameters();
    stepOn(run, 3);
    spoiled.images->spoil(true);
    QVERIFY(!run.step(pool).has_value());
    QCOMPARE(run.steps(), 2 * kEpoch);
    QCOMPARE(run.parameters(), atEnd);
}

void TestGoodState::stateBeforeTheKnobIsKept()
{
    TrainingRun run(test::tinyRun());
    stepOn(run, 2 * kEpoch + 3);
    const FloatVector before = run.parameters();
    diverge(run);
    QCOMPARE(run.steps(), 2 * kEpoch + 3); // nearer than the epoch's end
    QCOMPARE(run.parameters(), before);
}

void TestGoodState::ruinedStatesAreNotKept()
{
    TrainingRun run(test::tinyRun());
    stepOn(run, 100);
    const FloatVector before = run.parameters();
    const float loss = run.lastRecord().loss;
    setRate(run, 3); // ruins the model at once, and is not enough for an infinite loss
    stepOn(run, 10);
    QVERIFY(run.lastRecord().loss > 2 * loss);
    for (const double rate : {2.5, 2.0, 1.5}) { // as a slider does that is moved back: states before each are due
        setRate(run, rate);
        stepOn(run, 1);
    }
    diverge(run);
    QCOMPARE(run.steps(), 100);
    QCOMPARE(run.parameters(), before);
}

void TestGoodState::ruinedEpochsEndIsNotKept()
{
    TrainingRun run(test::tinyRun());
    stepOn(run, 100);
    setRate(run, 3);
    stepOn(run, 300); // 42 epochs' ends, and two times 128 steps
    diverge(run);
    QCOMPARE(run.steps(), 100);
}

void TestGoodState::recoveredRunKeepsStatesAgain()
{
    test::SpoiledRun spoiled;
    TrainingRun run(spoiled.run);
    ThreadPool pool(2);
    stepOn(run, 100);
    setRate(run, 0.01); // a higher loss than before, for a while
    stepOn(run, 40 * kEpoch);
    spoiled.images->spoil(true);
    QVERIFY(!run.step(pool).has_value());
    QVERIFY2(run.steps() > 100 + 39 * kEpoch, qPrintable(QString::number(run.steps())));
}

void TestGoodState::goingBackReplaysTheSameBits()
{
    test::SpoiledRun spoiled;
    TrainingRun run(spoiled.run);
    ThreadPool pool(2);
    stepOn(run, 3 * kEpoch + 4);
    const FloatVector before = run.parameters();
    for (int round = 0; round < 2; ++round) {
        spoiled.images->spoil(true);
        QVERIFY(!run.step(pool).has_value());
        QCOMPARE(run.steps(), 3 * kEpoch);
        spoiled.images->spoil(false);
        stepOn(run, 4);
        QCOMPARE(run.parameters(), before);
    }
}

void TestGoodState::divergenceInTheFirstStepGivesFreshParameters()
{
    test::SpoiledRun spoiled;
    TrainingRun run(spoiled.run);
    ThreadPool pool(2);
    const FloatVector fresh = run.parameters();
    spoiled.images->spoil(true);
    QVERIFY(!run.step(pool).has_value());
    QCOMPARE(run.steps(), 0);
    QCOMPARE(run.parameters(), fresh);
}

ISTHMUS_APPLESS_TEST(TestGoodState)
#include "tst_GoodState.moc"
