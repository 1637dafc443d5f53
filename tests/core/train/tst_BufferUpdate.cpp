// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/BufferUpdate.h"
#include "tests/TestProgram.h"
#include "tests/core/train/TinyRun.h"

#include <algorithm>

using namespace isthmus;

/// Running statistics in a run: they follow the batches, no setting of the optimiser reaches them, and they belong to
/// the state that is kept, copied and gone back to.
class tst_BufferUpdate : public QObject
{
    Q_OBJECT

private slots:
    void optimizerSeesZerosInTheirPlace();
    void withoutBuffersNothingIsTouched();
    void noSettingReachesThem_data();
    void noSettingReachesThem();
    void threadsDoNotMatter();
    void goingBackTakesThemAlong();
    void lastBatchOfOneIsTrained();
    void snapshotsKeepTheirOwn();
};

namespace {

RunSpec normRun()
{
    RunSpec spec = test::tinyRun();
    spec.model.encoder.insert(spec.model.encoder.begin() + 2, {"batch-norm", {}});
    return spec;
}

/// Running means and variances of a run.
FloatVector statisticsOf(const TrainingRun& run)
{
    FloatVector values;
    for (const Parameter& parameter : run.model()->parameters()) {
        const FloatVector some = parameter.isBuffer ? parameter.gather(run.parameters()) : FloatVector{};
        values.insert(values.end(), some.begin(), some.end());
    }
    return values;
}

FloatVector statisticsAfter(const RunSpec& spec, int steps, int threads = 2)
{
    TrainingRun run(spec);
    ThreadPool pool(threads);
    for (int step = 0; step < steps; ++step)
        run.step(pool);
    return statisticsOf(run);
}

} // namespace

void tst_BufferUpdate::optimizerSeesZerosInTheirPlace()
{
    BufferUpdate buffers({{1, 2}, {4, 1}});
    FloatVector gradient{1, 2, 3, 4, 5, 6};
    FloatVector parameters{10, 20, 30, 40, 50, 60};
    buffers.take(gradient, parameters);
    QCOMPARE(gradient, (FloatVector{1, 0, 0, 4, 0, 6}));
    QCOMPARE(parameters, (FloatVector{10, 0, 0, 40, 0, 60}));
    buffers.put(parameters);
    QCOMPARE(parameters, (FloatVector{10, 2, 3, 40, 5, 60}));
}

void tst_BufferUpdate::withoutBuffersNothingIsTouched()
{
    BufferUpdate buffers;
    FloatVector gradient{1, 2};
    FloatVector parameters{3, 4};
    buffers.take(gradient, parameters);
    buffers.put(parameters);
    QCOMPARE(gradient, (FloatVector{1, 2}));
    QCOMPARE(parameters, (FloatVector{3, 4}));
}

void tst_BufferUpdate::noSettingReachesThem_data()
{
    QTest::addColumn<QString>("optimizer");
    for (const OptimizerType& type : optimizerTypes())
        QTest::newRow(type.name) << type.name;
}

/// After one step they are a function of the first parameters and the batch alone.
void tst_BufferUpdate::noSettingReachesThem()
{
    QFETCH(QString, optimizer);
    const FloatVector plain = statisticsAfter(normRun(), 1);
    QCOMPARE(plain.size(), std::size_t(48));
    QVERIFY(std::any_of(plain.begin(), plain.begin() + 24, [](float mean) { return mean != 0; }));
    RunSpec spec = normRun();
    spec.training.optimizer = optimizer.toStdString();
    spec.training.learningRate = 0.1;
    spec.training.momentum = 0.9;
    spec.training.weightDecay = optimizerType(spec.training.optimizer).takesWeightDecay ? 0.5 : 0;
    spec.training.clipNorm = 1e-3;
    TrainingRun run(spec);
    ThreadPool pool(2);
    run.step(pool);
    QCOMPARE(statisticsOf(run), plain);
    const Checkpoint checkpoint = run.checkpoint();
    for (const FloatVector& moment : checkpoint.optimizer.moments)
        for (const auto [offset, count] : run.trainable().buffers())
            QVERIFY(
                std::all_of(moment.begin() + offset, moment.begin() + offset + count, [](float m) { return m == 0; }));
}

void tst_BufferUpdate::threadsDoNotMatter()
{
    QCOMPARE(statisticsAfter(normRun(), 9, 1), statisticsAfter(normRun(), 9, 4));
}

void tst_BufferUpdate::goingBackTakesThemAlong()
{
    TrainingRun run(normRun());
    ThreadPool pool(2);
    run.step(pool);
    const Checkpoint kept = run.checkpoint();
    const FloatVector then = statisticsOf(run);
    for (int step = 0; step < 5; ++step)
        run.step(pool);
    QVERIFY(statisticsOf(run) != then);
    run.goTo(kept, std::nullopt);
    QCOMPARE(statisticsOf(run), then);
    run.reset();
    QCOMPARE(statisticsOf(run), statisticsAfter(normRun(), 0));
}

/// A list of one sample is normalised by the running statistics, which stay as they are.
void tst_BufferUpdate::lastBatchOfOneIsTrained()
{
    RunSpec spec = normRun();
    spec.training.batchSize = 199; // and one sample of 200
    TrainingRun run(spec);
    ThreadPool pool(2);
    run.step(pool);
    const FloatVector before = statisticsOf(run);
    const FloatVector parameters = run.parameters();
    QVERIFY(run.step(pool).has_value());
    QCOMPARE(run.lastSamples().size(), std::size_t(1));
    QCOMPARE(statisticsOf(run), before);
    QVERIFY(run.parameters() != parameters);
}

void tst_BufferUpdate::snapshotsKeepTheirOwn()
{
    TrainingRun run(normRun());
    ThreadPool pool(2);
    run.step(pool);
    const FrozenModel frozen = run.trainable().frozen(run.parameters());
    const FloatVector then = run.parameters();
    run.step(pool);
    QCOMPARE(frozen.parameters, then);
}

ISTHMUS_GUILESS_TEST(tst_BufferUpdate)
#include "tst_BufferUpdate.moc"
