// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Throughput.h"
#include "tests/TestProgram.h"

using namespace isthmus;

/// Samples a second of training.
class TestThroughput : public QObject
{
    Q_OBJECT
private slots:
    void firstStepsAreShownAtOnce();
    void rateIsThatOfTheLastTime();
    void rateOutlivesADivergence();
    void anotherRunHasNoRateYet();
};

void TestThroughput::firstStepsAreShownAtOnce()
{
    Throughput throughput;
    QCOMPARE(throughput.at(0), 0.0);
    throughput.add(10);
    QCOMPARE(throughput.at(0.1), 100.0);
    throughput.add(90);
    QCOMPARE(throughput.at(0.2), 100.0); // too soon for another one
}

void TestThroughput::rateIsThatOfTheLastTime()
{
    Throughput throughput;
    throughput.begin(2);
    throughput.add(50);
    QCOMPARE(throughput.at(2.5), 100.0);
    throughput.add(200);
    QCOMPARE(throughput.at(3.5), 200.0);
}

void TestThroughput::rateOutlivesADivergence()
{
    Throughput throughput;
    throughput.add(50);
    QCOMPARE(throughput.at(0.5), 100.0);
    throughput.add(1000);
    throughput.goBack(0.25);
    QCOMPARE(throughput.at(0.25), 100.0);
    throughput.add(30);
    QCOMPARE(throughput.at(1.25), 30.0);
}

void TestThroughput::anotherRunHasNoRateYet()
{
    Throughput throughput;
    throughput.add(50);
    QCOMPARE(throughput.at(0.5), 100.0);
    throughput.begin(0);
    QCOMPARE(throughput.at(0), 0.0);
}

ISTHMUS_GUILESS_TEST(TestThroughput)
#include "tst_Throughput.moc"
