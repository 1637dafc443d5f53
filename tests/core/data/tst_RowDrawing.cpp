// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/RowDrawing.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <limits>

using namespace isthmus;

/// Where the numbers of rows lie that are drawn small: on the same axes in all of them.
class TestRowDrawing : public QObject
{
    Q_OBJECT

private slots:
    void manyNumbersWithoutNamesAreASignal();
    void barsBeginWhereColumnsHaveTheirMean();
    void barsHaveTheRangeOfTheirColumn();
    void curvesHaveOneRangeOfUnits();
    void whatIsNoNumberLiesAtTheBase();
    void axesAreFittedToAllRows();
};

void TestRowDrawing::manyNumbersWithoutNamesAreASignal()
{
    QVERIFY(isSignal({1, 1, 96}, {}));
    QVERIFY(!isSignal({1, 1, 31}, {}));
    QVERIFY(!isSignal({1, 8, 8}, {}));
    ColumnNames numbered;
    for (int i = 0; i < 40; ++i)
        numbered.push_back("t" + std::to_string(i));
    QVERIFY(isSignal({1, 1, 40}, numbered));
    numbered.back() = "length [cm]";
    QVERIFY(!isSignal({1, 1, 40}, numbered));
}

/// Three deviations to either side of the mean.
void TestRowDrawing::barsBeginWhereColumnsHaveTheirMean()
{
    const Scaling scaling{1, 0, ScalingForm::Standard, {{0.5, -1}, {2, 0}}};
    const RowDrawing drawing = rowDrawing({1, 1, 2}, scaling, {"a", "b"});
    QVERIFY(!drawing.isCurve);
    QCOMPARE(drawing.base, 0.5);
    const std::vector<float> heights = drawing.heightsOf(std::vector<float>{0, 3});
    QCOMPARE(heights[0], 0.5F);
    QCOMPARE(heights[1], 1.0F);
}

void TestRowDrawing::barsHaveTheRangeOfTheirColumn()
{
    const RowDrawing drawing = rowDrawing({1, 1, 3}, Scaling{1, 0}, {});
    QCOMPARE(drawing.base, 0.0);
    QCOMPARE(drawing.heightsOf(std::vector<float>{-1, 0.25F, 7}), (std::vector<float>{0, 0.25F, 1}));
}

/// Each place has a scaling of its own, which would bend the curve.
void TestRowDrawing::curvesHaveOneRangeOfUnits()
{
    Scaling scaling{1, 0, ScalingForm::Columns, {}};
    for (int i = 0; i < 32; ++i)
        scaling.each.push_back({1.0 / (i + 1), 0}); // stored 0 to i + 1 becomes 0 to 1
    const RowDrawing drawing = rowDrawing({1, 1, 32}, scaling, {});
    QVERIFY(drawing.isCurve);
    const std::vector<float> heights = drawing.heightsOf(std::vector<float>(32, 1.0F));
    for (std::size_t i = 0; i < 32; ++i)
        QVERIFY(std::abs(double(heights[i]) - static_cast<double>(i + 1) / 32) < 1e-6);
}

void TestRowDrawing::whatIsNoNumberLiesAtTheBase()
{
    const Scaling scaling{1, 0, ScalingForm::Standard, {{1, 0}}};
    const float none = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(rowDrawing({1, 1, 1}, scaling, {}).heightsOf(std::vector<float>{none})[0], 0.5F);
    QCOMPARE(rowDrawing({1, 1, 1}, scaling, {}).heightsOf(std::vector<float>{-HUGE_VALF})[0], 0.0F);
}

void TestRowDrawing::axesAreFittedToAllRows()
{
    Matrix rows(2, 2);
    rows << 0, 0.3F, -0.6F, 0;
    const Scaling standard{1, 0, ScalingForm::Standard, {{1, 0}, {1, 0}}};
    const RowDrawing bars = fittedTo(rows, rowDrawing({1, 1, 2}, standard, {}));
    const std::vector<float> up = bars.heightsOf(std::vector<float>{0, 0.3F});
    QCOMPARE(up[0], 0.5F); // the mean stays in the middle
    QVERIFY(std::abs(up[1] - 0.75F) < 1e-6F);
    QVERIFY(std::abs(bars.heightsOf(std::vector<float>{-0.6F, 0})[0]) < 1e-6F);

    Matrix curves = Matrix::Constant(2, 40, 0.4F);
    curves.row(1).setConstant(0.6F);
    const RowDrawing curve = fittedTo(curves, rowDrawing({1, 1, 40}, Scaling{1, 0}, {}));
    QVERIFY(curve.heightsOf(std::vector<float>(40, 0.4F))[7] < 1e-6F);
    QVERIFY(curve.heightsOf(std::vector<float>(40, 0.6F))[7] > 1 - 1e-6F);
    const Matrix alike = Matrix::Constant(2, 40, 0.4F);
    QCOMPARE(
        fittedTo(alike, rowDrawing({1, 1, 40}, Scaling{1, 0}, {})).heightsOf(std::vector<float>(40, 0.4F))[0], 0.4F);
}

ISTHMUS_APPLESS_TEST(TestRowDrawing)
#include "tst_RowDrawing.moc"
