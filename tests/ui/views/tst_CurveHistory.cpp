// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "tests/TestProgram.h"
#include "ui/views/loss/CurveHistory.h"
#include "ui/views/loss/CurveRange.h"
#include "ui/views/loss/KnobMarkers.h"

#include <cmath>
#include <iterator>
#include <limits>

using namespace isthmus;

namespace {

std::vector<StepRecord> records(std::size_t count)
{
    std::vector<StepRecord> steps;
    for (std::size_t i = 0; i < count; ++i) {
        StepRecord record;
        record.step = static_cast<std::int64_t>(i) + 1;
        record.epoch = static_cast<double>(i + 1) / 100;
        record.loss = static_cast<float>(i % 7) + 1;
        record.terms[AutoencoderTerm::Reconstruction] = record.loss - 0.5F;
        record.terms[AutoencoderTerm::Kl] = 0.5F;
        steps.push_back(record);
    }
    return steps;
}

CurvePoint point(double epoch, float low, float high)
{
    return {epoch, low, high, (low + high) / 2};
}

} // namespace

class TestCurveHistory : public QObject
{
    Q_OBJECT

private slots:
    void fewStepsAreKeptOneByOne();
    void manyStepsKeepTheirExtremes_data();
    void manyStepsKeepTheirExtremes();
    void smoothedConstantIsTheConstant();
    void appendingInPiecesIsTheSame();
    void longHistoryIsTakenInParts();
    void notFiniteStepsAreLeftOut();
    void rangeLeavesOutTheFirstSteps();
    void rangeHoldsTheHeldOutValues();
    void rangeOfALogAxisIsPositive();
    void endOfTheAxisMovesSeldom();
    void closeChangesOfAKnobBecomeOne();
    void everyCorruptionHasWords();
    void markerNamesShortNumbers();
};

void TestCurveHistory::fewStepsAreKeptOneByOne()
{
    CurveHistory curves;
    curves.append(StepHistory(records(5)));
    const std::vector<CurvePoint> points = curves.points(Quantity::Reconstruction, 0, 1, 100);
    QCOMPARE(points.size(), std::size_t(5));
    QCOMPARE(points[2].epoch, 0.03);
    QCOMPARE(points[2].low, 2.5F);
    QCOMPARE(points[2].high, 2.5F);
}

void TestCurveHistory::manyStepsKeepTheirExtremes_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {63, 64, 65, 1000, 4096, 5001})
        QTest::addRow("%d steps", count) << count;
}

void TestCurveHistory::manyStepsKeepTheirExtremes()
{
    QFETCH(int, count);
    std::vector<StepRecord> steps = records(static_cast<std::size_t>(count));
    steps[static_cast<std::size_t>(count) / 2].loss = 99;
    steps[static_cast<std::size_t>(count) / 3].loss = -99;
    CurveHistory curves;
    curves.append(StepHistory(steps));
    const std::vector<CurvePoint> points = curves.points(Quantity::Total, 0, 1e9, 8);
    QVERIFY2(points.size() <= 18 && points.size() >= 4, qPrintable(QString::number(points.size())));
    float low = 0;
    float high = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        low = std::min(low, points[i].low);
        high = std::max(high, points[i].high);
        QVERIFY(i == 0 || points[i].epoch > points[i - 1].epoch);
    }
    QCOMPARE(low, -99.0F);
    QCOMPARE(high, 99.0F);
    QCOMPARE(points.back().epoch, steps.back().epoch);
    QCOMPARE(curves.lastEpoch(), steps.back().epoch);
}

void TestCurveHistory::smoothedConstantIsTheConstant()
{
    CurveHistory curves;
    curves.append(StepHistory(records(1000)));
    QCOMPARE(curves.current(Quantity::Kl), 0.5F);
    for (const int columns : {4, 40, 4000})
        for (const CurvePoint& part : curves.points(Quantity::Kl, 0, 10, columns))
            QCOMPARE(part.smooth, 0.5F);
}

void TestCurveHistory::appendingInPiecesIsTheSame()
{
    const std::vector<StepRecord> steps = records(777);
    CurveHistory whole;
    whole.append(StepHistory(steps));
    CurveHistory pieces;
    for (std::ptrdiff_t end = 0; end <= std::ssize(steps); end += 111)
        pieces.append(StepHistory(std::vector<StepRecord>(steps.begin(), steps.begin() + end)));
    const std::vector<CurvePoint> a = whole.points(Quantity::Total, 1, 5, 20);
    const std::vector<CurvePoint> b = pieces.points(Quantity::Total, 1, 5, 20);
    QCOMPARE(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        QCOMPARE(a[i].epoch, b[i].epoch);
        QCOMPARE(a[i].smooth, b[i].smooth);
    }
}

void TestCurveHistory::longHistoryIsTakenInParts()
{
    const StepHistory steps(records(2 * CurveHistory::kAtOnce + 1));
    CurveHistory curves;
    for (std::size_t part = 1; part <= 2; ++part) {
        curves.append(steps);
        QVERIFY(curves.lacks(steps));
        QCOMPARE(curves.lastEpoch(), steps[part * CurveHistory::kAtOnce - 1].epoch);
    }
    curves.append(steps);
    QVERIFY(!curves.lacks(steps));
    QCOMPARE(curves.lastEpoch(), steps.back().epoch);
}

void TestCurveHistory::notFiniteStepsAreLeftOut()
{
    std::vector<StepRecord> steps = records(20);
    steps[10].loss = std::numeric_limits<float>::quiet_NaN();
    CurveHistory curves;
    curves.append(StepHistory(steps));
    QCOMPARE(curves.points(Quantity::Total, 0, 1, 100).size(), std::size_t(19));
    QVERIFY(std::isfinite(curves.current(Quantity::Total)));
}

void TestCurveHistory::rangeLeavesOutTheFirstSteps()
{
    std::vector<CurvePoint> points;
    for (int i = 0; i < 200; ++i)
        points.push_back(point(i, i < 3 ? 5000.0F : 100.0F, i < 3 ? 6000.0F : 120.0F));
    const auto atStart = robustRange(points, {}, true, false);
    QVERIFY(atStart);
    QVERIFY(atStart->upper < 130 && atStart->upper > 120);
    QVERIFY(atStart->lower > 90 && atStart->lower < 100);
    QVERIFY(!robustRange({}, {}, true, false));
}

void TestCurveHistory::rangeHoldsTheHeldOutValues()
{
    const std::vector<CurvePoint> points{point(0, 1, 2), point(1, 1, 2)};
    const std::vector<double> heldOut{5, std::numeric_limits<double>::infinity()};
    const auto range = robustRange(points, heldOut, false, false);
    QVERIFY(range->upper > 5 && range->upper < 6);
}

void TestCurveHistory::rangeOfALogAxisIsPositive()
{
    const std::vector<CurvePoint> points{point(0, 0, 10), point(1, 1, 1000)};
    const auto range = robustRange(points, {}, false, true);
    QVERIFY(range->lower > 0 && range->upper > 1000);
}

void TestCurveHistory::endOfTheAxisMovesSeldom()
{
    QCOMPARE(followedEnd(0), 0.1);
    QCOMPARE(followedEnd(0.3), 0.5);
    QCOMPARE(followedEnd(3.2), 4.0);
    QCOMPARE(followedEnd(8.0), 8.0);
    QCOMPARE(followedEnd(11), 12.0);
    QCOMPARE(followedEnd(101), 120.0);
}

void TestCurveHistory::closeChangesOfAKnobBecomeOne()
{
    const std::vector<KnobMarker> markers{{1.0, "beta", "1", "2"}, {1.01, "learning-rate", "0.1", "0.2"},
        {1.02, "beta", "2", "3"}, {2.0, "beta", "3", "4"}};
    const std::vector<KnobMarker> result = merged(markers, 0.1);
    QCOMPARE(result.size(), std::size_t(3));
    QCOMPARE(result[0], (KnobMarker{1.0, "beta", "1", "3"}));
    QCOMPARE(merged(std::vector<KnobMarker>{{1, "beta", "1", "2"}, {1, "beta", "2", "1"}}, 0.1).size(), std::size_t(0));

    const StepHistory steps(records(10));
    QCOMPARE(markerOf({0, "beta", "1", "2"}, steps).epoch, 0.0);
    QCOMPARE(markerOf({4, "beta", "1", "2"}, steps).epoch, steps[3].epoch);
    QCOMPARE(markerOf({99, "beta", "1", "2"}, steps).epoch, steps.back().epoch);
}

void TestCurveHistory::everyCorruptionHasWords()
{
    for (const CorruptionType& type : corruptionTypes()) {
        const QString value = QString::fromStdString(Corruption{type.name, type.initial}.text());
        QVERIFY2(!markerText({0, "corruption", "none", value.toStdString()}).contains(':'), type.name);
    }
}

void TestCurveHistory::markerNamesShortNumbers()
{
    QCOMPARE(markerText({0, "beta", "0.5", "1"}), QString::fromUtf8("β 0.5 → 1"));
    QCOMPARE(markerText({0, "learning-rate", "0.001", "0.00050000000000000001"}),
        QString::fromUtf8("learning rate 0.001 → 0.0005"));
    QCOMPARE(markerText({0, "corruption", "none", "gaussian:0.29999999999999999"}),
        QString::fromUtf8("corruption none → Gaussian noise 0.3"));
    QCOMPARE(markerText({0, "corruption", "salt-pepper:0.25", "occlude:10"}),
        QString::fromUtf8("corruption salt and pepper 0.25 → hidden square of 10 px"));
    QCOMPARE(markerText({0, "corruption", "none", "blur:1.5"}), QString::fromUtf8("corruption none → blur of 1.5 px"));
    QVERIFY_THROWS_EXCEPTION(Error, (void)markerText({0, "corruption", "none", "of-later:3"})); // no file holds it
}

ISTHMUS_TEST(TestCurveHistory)
#include "tst_CurveHistory.moc"
