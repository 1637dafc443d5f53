// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/MetricLog.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

constexpr int kChunk = static_cast<int>(StepHistory::kChunk);

StepRecord record(std::int64_t step, float loss)
{
    StepRecord made;
    made.step = step;
    made.loss = loss;
    return made;
}

void append(MetricLog& log, int from, int to, float loss)
{
    for (int step = from; step <= to; ++step)
        log.append(record(step, loss));
}

/// Are there so many steps, counted from 1, each with the loss?
bool isWhole(const StepHistory& history, int size, float loss)
{
    std::int64_t step = 0;
    for (const StepRecord& each : history)
        if (each.step != ++step || each.loss != loss)
            return false;
    return step == size && history.size() == static_cast<std::size_t>(size);
}

} // namespace

/// Histories of a log, whose chunks are shared.
class tst_StepHistory : public QObject
{
    Q_OBJECT

private slots:
    void hasAllSteps_data();
    void hasAllSteps();
    void partsAreCopied();
    void staysAsItWas_data();
    void staysAsItWas();
};

void tst_StepHistory::hasAllSteps_data()
{
    QTest::addColumn<int>("steps");
    for (const int steps : {0, 1, kChunk - 1, kChunk, kChunk + 1, 3 * kChunk + 5})
        QTest::addRow("%d", steps) << steps;
}

void tst_StepHistory::hasAllSteps()
{
    QFETCH(int, steps);
    MetricLog log;
    append(log, 1, steps, 1);
    QVERIFY(isWhole(log.steps(), steps, 1));
    QVERIFY(isWhole(StepHistory(log.stepsFrom(0)), steps, 1));
    QCOMPARE(log.steps().empty(), steps == 0);
    if (steps > 0)
        QCOMPARE(log.steps().back().step, std::int64_t(steps));
}

void tst_StepHistory::partsAreCopied()
{
    MetricLog log;
    append(log, 1, kChunk + 5, 1);
    const StepHistory history = log.steps();
    for (const std::vector<StepRecord>& some : {log.stepsFrom(kChunk - 2, 4), history.from(kChunk - 2, 4)}) {
        QCOMPARE(some.size(), std::size_t(4));
        QCOMPARE(some.front().step, std::int64_t(kChunk - 1));
        QCOMPARE(some.back().step, std::int64_t(kChunk + 2));
    }
    QCOMPARE(history.from(kChunk, 100).size(), std::size_t(5));
    QVERIFY(history.from(kChunk + 5, 100).empty() && history.from(kChunk + 50, 100).empty());
    QVERIFY(log.stepsFrom(kChunk + 5, 100).empty());
}

void tst_StepHistory::staysAsItWas_data()
{
    hasAllSteps_data();
}

/// Whatever the log does afterwards: goes on, goes back and on another way, begins anew.
void tst_StepHistory::staysAsItWas()
{
    QFETCH(int, steps);
    MetricLog log;
    append(log, 1, 2 * kChunk + 7, 1);
    const StepHistory taken = log.steps();
    log.reserveNext();
    append(log, 2 * kChunk + 8, 3 * kChunk + 9, 2);
    log.rewind(steps);
    const int kept = std::min(steps, 3 * kChunk + 9);
    QCOMPARE(log.stepCount(), static_cast<std::size_t>(kept));
    append(log, kept + 1, 3 * kChunk, 3);
    QVERIFY(isWhole(taken, 2 * kChunk + 7, 1));
    log.clear();
    append(log, 1, kChunk, 4);
    QVERIFY(isWhole(taken, 2 * kChunk + 7, 1));
    QVERIFY(isWhole(log.steps(), kChunk, 4));
}

ISTHMUS_APPLESS_TEST(tst_StepHistory)
#include "tst_StepHistory.moc"
