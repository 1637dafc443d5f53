// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Optimizer.h"
#include "core/nn/Schedule.h"
#include "core/runs/RunFile.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/core/train/WatchedRun.h"

#include <QTemporaryDir>

using namespace isthmus;
using test::train;

/// N steps, saved and loaded, and N more are 2 N steps, bit for bit, whatever the tables hold.
class TestResume : public QObject
{
    Q_OBJECT
private slots:
    void resumeIsExact_data();
    void resumeIsExact();
    void everyObjectiveResumesExactly_data();
    void everyObjectiveResumesExactly();
    void stoppedRunStaysStopped();

private:
    [[nodiscard]] std::string path() const { return m_folder.filePath("half.run").toStdString(); }

    QTemporaryDir m_folder;
};

namespace {

RunSpec runWith(const QString& optimizer, const QString& schedule)
{
    RunSpec spec = test::watchedRun();
    spec.training.epochs = 4;
    spec.training.optimizer = optimizer.toStdString();
    spec.training.learningRate = optimizer == "sgd" ? 1e-4 : 1e-2;
    spec.training.momentum = 0.5;
    spec.training.clipNorm = 20;
    spec.training.schedule.kind = schedule.toStdString();
    spec.training.schedule.warmup = 0.5;
    spec.training.schedule.every = 1;
    spec.training.schedule.patience = 1;
    spec.training.earlyStopping = 2;
    spec.training.keepBest = true;
    return spec;
}

/// A step that learns under another hand than those before.
void turnKnobs(TrainingRun& run)
{
    Knobs knobs = run.knobs();
    knobs.learningRate *= 0.7;
    knobs.beta = 0.8;
    knobs.corruption.amount = 0.3;
    (void)run.setKnobs(knobs);
}

void compareStates(const TrainingRun& found, const TrainingRun& expected)
{
    QCOMPARE(found.parameters(), expected.parameters());
    QCOMPARE(found.steps(), expected.steps());
    QCOMPARE(found.lastRecord().loss, expected.lastRecord().loss);
    QCOMPARE(found.lastRecord().learningRate, expected.lastRecord().learningRate);
    QVERIFY(found.lastRecord().terms == expected.lastRecord().terms);
    const Checkpoint state = found.checkpoint();
    const Checkpoint wanted = expected.checkpoint();
    QCOMPARE(state.optimizer.time, wanted.optimizer.time);
    QVERIFY(state.optimizer.moments == wanted.optimizer.moments);
    QVERIFY(state.schedule == wanted.schedule);
    QVERIFY(state.knobs == wanted.knobs);
    QCOMPARE(state.best.loss, wanted.best.loss);
    QCOMPARE(state.best.record.step, wanted.best.record.step);
    QCOMPARE(state.best.epochsSince, wanted.best.epochsSince);
    QCOMPARE(state.result(), wanted.result());
}

/// Every optimiser with every schedule; under a sanitizer each of them with the first of the other table.
void everyKind(const QList<int>& steps)
{
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<QString>("schedule");
    QTest::addColumn<int>("steps");
    for (const OptimizerType& optimizer : optimizerTypes())
        for (const ScheduleType& schedule : scheduleTypes()) {
            if (test::kSanitized && &optimizer != &optimizerTypes().front() && &schedule != &scheduleTypes().front())
                continue;
            for (const int count : steps)
                QTest::addRow("%s, %s, %d steps", optimizer.name, schedule.name, count)
                    << QString(optimizer.name) << QString(schedule.name) << count;
        }
}

} // namespace

void TestResume::resumeIsExact_data()
{
    everyKind({1, 7, 10}); // in a warm-up, inside an epoch, and at its end
}

void TestResume::resumeIsExact()
{
    QFETCH(QString, optimizer);
    QFETCH(QString, schedule);
    QFETCH(int, steps);
    const RunSpec spec = runWith(optimizer, schedule);
    TrainingRun straight(spec);
    train(straight, 2 * steps);
    TrainingRun first(spec);
    train(first, steps, 2);
    writeRunFile(path(), first.checkpoint());
    TrainingRun second(spec);
    second.restore(readRunFile(path()));
    train(second, steps, 4);
    compareStates(second, straight);
    QCOMPARE(second.best().isKnown(), steps > 1);
}

void TestResume::everyObjectiveResumesExactly_data()
{
    everyKind({7});
}

/// With all that a step depends on: a rising weight of the KL, free bits, sparsity, decay, noise in the input and in
/// the layers, running statistics, and knobs that were turned on the way.
void TestResume::everyObjectiveResumesExactly()
{
    QFETCH(QString, optimizer);
    QFETCH(QString, schedule);
    QFETCH(int, steps);
    RunSpec spec = runWith(optimizer, schedule);
    spec.model.encoder.push_back({"dropout", {}});
    spec.model.encoder.push_back({"batch-norm", {}});
    spec.model.decoder.insert(spec.model.decoder.begin() + 1, {"batch-norm", {{"momentum", 0.3}}});
    spec.training.klWarmup = 2.5; // epochs: longer than the first half
    spec.training.freeBits = 0.2;
    spec.training.sparsity = 0.01;
    spec.training.weightDecay = 0.02;
    spec.training.corruption = {"gaussian", 0.2};

    TrainingRun straight(spec);
    train(straight, steps - 1);
    turnKnobs(straight);
    train(straight, steps + 1);
    TrainingRun first(spec);
    train(first, steps - 1);
    turnKnobs(first);
    train(first, 1);
    writeRunFile(path(), first.checkpoint());
    TrainingRun second(spec);
    second.restore(readRunFile(path()));
    train(second, steps, 3);
    compareStates(second, straight);
    QVERIFY(second.lastRecord().terms[AutoencoderTerm::Beta] > 0);
}

void TestResume::stoppedRunStaysStopped()
{
    RunSpec spec = runWith("adam", "constant");
    TrainingRun first(spec);
    train(first, 5);
    first.watch(test::lossOf(1e9F));
    first.watch(test::lossOf(1e9F));
    QVERIFY(first.isStoppedEarly());
    writeRunFile(path(), first.checkpoint());
    TrainingRun second(spec);
    second.restore(readRunFile(path()));
    QVERIFY(second.isStoppedEarly());
    compareStates(second, first);
}

ISTHMUS_GUILESS_TEST(TestResume)
#include "tst_Resume.moc"
