// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Objective.h"
#include "core/train/LossTrend.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <limits>

using namespace isthmus;

namespace {

LossTerms reconstruction(double value)
{
    return {value, 0, 0, 0};
}

/// Follows so many steps of one loss.
void follow(LossTrend& trend, double loss, int steps)
{
    for (int step = 0; step < steps; ++step)
        trend.add(reconstruction(loss), weightsOf({}));
}

/// Follows a loss that falls in a straight line.
void fall(LossTrend& trend, double from, double to, int steps)
{
    for (int step = 0; step < steps; ++step)
        trend.add(reconstruction(from + (to - from) * step / steps), weightsOf({}));
}

} // namespace

/// When a loss counts as risen: the rule by which a run keeps states that are worth going back to.
class TestLossTrend : public QObject
{
    Q_OBJECT
private slots:
    void fallingLossHasNotRisen();
    void batchesMayDiffer();
    void aTenthOfTheGainIsTolerated_data();
    void aTenthOfTheGainIsTolerated();
    void tenfoldLevelIsARiseWhateverWasGained();
    void strangeFirstLossIsNotKnown_data();
    void strangeFirstLossIsNotKnown();
    void riseIsSeenAtOnceAndStays();
    void riseFromTheFirstStepIsSeen();
    void lossThatCameDownAgainIsGood();
    void warmUpIsNoRise();
    void anotherBetaIsNoRise();
    void anotherScaleBeginsAnew();
    void anotherScaleDoesNotHideARise();
    void riseIsCarriedToAnotherScale_data();
    void riseIsCarriedToAnotherScale();
    void riseOutlastsManyScales();
    void resumedRunKnowsItsGain();
};

void TestLossTrend::fallingLossHasNotRisen()
{
    LossTrend trend;
    QVERIFY(!trend.hasRisen());
    for (int step = 0; step < 200; ++step) {
        trend.add(reconstruction(500.0 - step), weightsOf({}));
        QVERIFY(!trend.hasRisen());
    }
}

void TestLossTrend::batchesMayDiffer()
{
    LossTrend trend;
    fall(trend, 500, 100, 200);
    for (int step = 0; step < 500; ++step) {
        trend.add(reconstruction(step % 2 == 0 ? 120 : 80), weightsOf({}));
        QVERIFY(!trend.hasRisen());
    }
}

void TestLossTrend::aTenthOfTheGainIsTolerated_data()
{
    QTest::addColumn<double>("loss");
    QTest::addColumn<bool>("hasRisen");
    // From 500 down to 100: a tenth of what was gained is 40, of the level itself 10.
    QTest::newRow("less") << 138.0 << false;
    QTest::newRow("more") << 145.0 << true;
}

void TestLossTrend::aTenthOfTheGainIsTolerated()
{
    QFETCH(double, loss);
    QFETCH(bool, hasRisen);
    LossTrend trend;
    fall(trend, 500, 100, 100);
    follow(trend, 100, 2000); // which the level reaches
    follow(trend, loss, 30);
    QCOMPARE(trend.hasRisen(), hasRisen);
}

void TestLossTrend::tenfoldLevelIsARiseWhateverWasGained()
{
    LossTrend trend;
    fall(trend, 50, 0.05, 100);
    follow(trend, 0.05, 2000);
    follow(trend, 0.5, 30); // a tenth of what was gained is 5
    QVERIFY(!trend.hasRisen());
    follow(trend, 0.6, 30);
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::strangeFirstLossIsNotKnown_data()
{
    QTest::addColumn<double>("first");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
}

/// A run file may say so.
void TestLossTrend::strangeFirstLossIsNotKnown()
{
    QFETCH(double, first);
    LossTrend trend = LossTrend::ofResumed(first);
    follow(trend, 100, 100);
    QVERIFY(!trend.hasRisen());
    follow(trend, 135, 30);
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::riseIsSeenAtOnceAndStays()
{
    LossTrend trend;
    fall(trend, 500, 100, 100);
    follow(trend, 100, 200);
    trend.add(reconstruction(400), weightsOf({}));
    QVERIFY(trend.hasRisen());
    follow(trend, 400, 10'000); // a level of its own is not a good one
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::riseFromTheFirstStepIsSeen()
{
    LossTrend trend;
    double loss = 500;
    for (int step = 0; step < 7; ++step, loss *= 1.3)
        trend.add(reconstruction(loss), weightsOf({}));
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::lossThatCameDownAgainIsGood()
{
    LossTrend trend;
    follow(trend, 100, 100);
    follow(trend, 300, 50);
    QVERIFY(trend.hasRisen());
    follow(trend, 100, 30);
    QVERIFY(!trend.hasRisen());
}

void TestLossTrend::warmUpIsNoRise()
{
    LossTrend trend;
    for (int step = 0; step < 500; ++step) {
        const double beta = std::min(1.0, step / 400.0);
        trend.add({20 + 5 * beta, 0, 100 - 90 * beta, 0}, weightsOf({beta, 0, 0})); // the sum rises from 20 to 35
        QVERIFY(!trend.hasRisen());
    }
}

void TestLossTrend::anotherBetaIsNoRise()
{
    LossTrend trend;
    for (int step = 0; step < 300; ++step)
        trend.add({200, 0, 10, 0}, weightsOf({1, 0, 0}));
    for (int step = 0; step < 300; ++step) {
        trend.add({200, 0, 10, 0}, weightsOf({7, 0, 0}));
        QVERIFY(!trend.hasRisen());
    }
}

void TestLossTrend::anotherScaleBeginsAnew()
{
    LossTrend trend;
    follow(trend, 100, 300);
    trend.beginAnew();
    for (int step = 0; step < 300; ++step) {
        trend.add(reconstruction(step % 2 == 0 ? 170 : 130), weightsOf({})); // corrupted images are harder
        QVERIFY(!trend.hasRisen());
    }
    follow(trend, 400, 5);
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::anotherScaleDoesNotHideARise()
{
    LossTrend trend;
    follow(trend, 100, 300);
    follow(trend, 400, 20);
    trend.beginAnew();
    follow(trend, 400, 300);
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::riseIsCarriedToAnotherScale_data()
{
    QTest::addColumn<double>("times");
    QTest::newRow("harder") << 2.0;
    QTest::newRow("easier") << 0.25;
}

void TestLossTrend::riseIsCarriedToAnotherScale()
{
    QFETCH(double, times);
    LossTrend trend;
    fall(trend, 500, 100, 100);
    follow(trend, 100, 2000);
    follow(trend, 145, 30);
    QVERIFY(trend.hasRisen());
    trend.beginAnew();
    for (int step = 0; step < 200; ++step) {
        trend.add(reconstruction(145 * times), weightsOf({}));
        QVERIFY(trend.hasRisen());
    }
    follow(trend, 100 * times, 30);
    QVERIFY(!trend.hasRisen());
    follow(trend, 145 * times, 30);
    QVERIFY(trend.hasRisen());
}

void TestLossTrend::riseOutlastsManyScales()
{
    LossTrend trend;
    follow(trend, 100, 300);
    follow(trend, 400, 20);
    double loss = 400;
    for (int step = 0; step < 50; ++step, loss += 10) { // as a slider does that is moved
        trend.beginAnew();
        trend.beginAnew();
        trend.add(reconstruction(loss), weightsOf({}));
        QVERIFY(trend.hasRisen());
    }
    follow(trend, loss, 100);
    QVERIFY(trend.hasRisen());
    follow(trend, loss / 4, 30);
    QVERIFY(!trend.hasRisen());
}

void TestLossTrend::resumedRunKnowsItsGain()
{
    LossTrend trend = LossTrend::ofResumed(500);
    follow(trend, 100, 100);
    follow(trend, 135, 30);
    QVERIFY(!trend.hasRisen()); // of 400 that were gained
    LossTrend unknown = LossTrend::ofResumed({});
    follow(unknown, 100, 100);
    follow(unknown, 135, 30);
    QVERIFY(unknown.hasRisen());
}

ISTHMUS_APPLESS_TEST(TestLossTrend)
#include "tst_LossTrend.moc"
