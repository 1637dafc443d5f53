// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/RunFile.h"
#include "core/nn/Optimizer.h"
#include "core/nn/Schedule.h"
#include "tests/core/train/WatchedRun.h"

#include <QTemporaryDir>
#include <QTest>

using namespace isthmus;
using test::train;

/// N steps, saved and loaded, and N more are 2 N steps, bit for bit, whatever the tables hold.
class TestResume : public QObject
{
    Q_OBJECT
private slots:
    void resumeIsExact_data();
    void resumeIsExact();

private:
    QTemporaryDir m_folder;
};

void TestResume::resumeIsExact_data()
{
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<QString>("schedule");
    QTest::addColumn<int>("steps");
    for (const OptimizerType& optimizer : optimizerTypes())
        for (const ScheduleType& schedule : scheduleTypes())
            for (const int steps : {7, 10}) // inside an epoch, and at its end
                QTest::addRow("%s, %s, %d steps", optimizer.name, schedule.name, steps)
                    << QString(optimizer.name) << QString(schedule.name) << steps;
}

void TestResume::resumeIsExact()
{
    QFETCH(QString, optimizer);
    QFETCH(QString, schedule);
    QFETCH(int, steps);
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

    TrainingRun straight(spec);
    train(straight, 2 * steps);
    TrainingRun first(spec);
    train(first, steps, 2);
    const std::string path = m_folder.filePath("half.run").toStdString();
    writeRunFile(path, first.checkpoint());
    TrainingRun second(spec);
    second.restore(readRunFile(path));
    train(second, steps, 4);
    QCOMPARE(second.parameters(), straight.parameters());
    QCOMPARE(second.lastRecord().learningRate, straight.lastRecord().learningRate);
    QVERIFY(second.checkpoint().schedule == straight.checkpoint().schedule);
    QCOMPARE(second.best().loss, straight.best().loss);
    QCOMPARE(second.best().record.step, straight.best().record.step);
    QCOMPARE(second.best().epochsSince, straight.best().epochsSince);
    QCOMPARE(second.checkpoint().result(), straight.checkpoint().result());
    QVERIFY(second.best().isKnown());
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_Resume.moc"
