// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/deadOutput.h"
#include "core/train/endedSchedule.h"
#include "tests/TestProgram.h"
#include "tests/core/train/WatchedRun.h"

using namespace isthmus;

/// What is said of training that changes nothing any more.
class TestEndedSchedule : public QObject
{
    Q_OBJECT

private slots:
    void cosineEndsAtNothing();
    void rateIsNothingFromThereOn();
    void othersDoNotEnd();
    void deadOutputsTakeTheirSteps();
};

namespace {

TrainSpec cosine(int horizon, double minimum = 0)
{
    TrainSpec training;
    training.epochs = 4;
    training.schedule.kind = "cosine";
    training.schedule.horizon = horizon;
    training.schedule.minimum = minimum;
    return training;
}

} // namespace

void TestEndedSchedule::cosineEndsAtNothing()
{
    QCOMPARE(endOfRate(cosine(3)).value(), 3.0);
    QCOMPARE(endOfRate(cosine(0)).value(), 4.0); // the total, where none was given
    QVERIFY(endedScheduleWords(cosine(3), 3).empty());
    QCOMPARE(QString::fromStdString(endedScheduleWords(cosine(3), 4)),
        QString("The cosine schedule ends with epoch 3: from there on the learning rate is 0 and training changes "
                "nothing."));
}

void TestEndedSchedule::rateIsNothingFromThereOn()
{
    RunSpec spec = test::tinyRun(); // 7 steps an epoch
    spec.training.schedule = cosine(2).schedule;
    TrainingRun run(spec);
    test::train(run, 14);
    QVERIFY(run.lastRecord().learningRate > 0);
    test::train(run, 1);
    QCOMPARE(run.lastRecord().learningRate, 0.0F);
    QCOMPARE(endOfRate(run.spec().training).value(), 2.0);
}

void TestEndedSchedule::othersDoNotEnd()
{
    QVERIFY(!endOfRate(cosine(3, 0.1)));
    for (const ScheduleType& type : scheduleTypes()) {
        TrainSpec training;
        training.schedule.kind = type.name;
        QCOMPARE(endOfRate(training).has_value(), type.spansRun);
    }
}

void TestEndedSchedule::deadOutputsTakeTheirSteps()
{
    QVERIFY(isOutputDead(0.0, 200) && isOutputDead(0.99e-4, 10'000));
    QVERIFY(!isOutputDead(0.0, 199) && !isOutputDead(1e-4, 10'000) && !isOutputDead(std::nullopt, 10'000));
    QVERIFY(QString::fromStdString(deadOutputWords("rows")).contains("the same for all rows"));
}

ISTHMUS_APPLESS_TEST(TestEndedSchedule)
#include "tst_EndedSchedule.moc"
