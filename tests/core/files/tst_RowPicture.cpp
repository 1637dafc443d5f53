// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/RowPicture.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <limits>

using namespace isthmus;

namespace {

RowDrawing drawingOf(int numbers, bool isCurve, double base = 0)
{
    return {isCurve, base, std::vector<Affine>(static_cast<std::size_t>(numbers), Affine{1, 0})};
}

bool isBright(const QImage& image, int x, int y)
{
    return qGray(image.pixel(x, y)) > 150;
}

int brightIn(const QImage& image, QRect room)
{
    int count = 0;
    for (int y = room.top(); y <= room.bottom(); ++y)
        for (int x = room.left(); x <= room.right(); ++x)
            count += isBright(image, x, y);
    return count;
}

} // namespace

/// Rows of numbers that are drawn without words: curves and bars.
class TestRowPicture : public QObject
{
    Q_OBJECT

private slots:
    void barsRiseFromTheirBase();
    void curveGoesFromLeftToRight();
    void manyNumbersOnAPixelAreSeen();
    void gridPlacesRowsLineByLine();
    void hugeGridOfRowsIsRefused();
    void anyNumbersAreDrawn();
};

void TestRowPicture::barsRiseFromTheirBase()
{
    const std::vector<float> values{0, 1, 0.5F, 0.75F};
    const QImage low = rowPicture(values, drawingOf(4, false), {44, 24}, rowsOnDark());
    QVERIFY(!isBright(low, 5, 10)); // of 0
    QVERIFY(isBright(low, 15, 4) && isBright(low, 15, 18));
    QVERIFY(!isBright(low, 25, 8) && isBright(low, 25, 16));
    const QImage middle = rowPicture(values, drawingOf(4, false, 0.5), {44, 24}, rowsOnDark());
    QVERIFY(isBright(middle, 5, 18) && !isBright(middle, 5, 6)); // below the mean
    QVERIFY(isBright(middle, 15, 6) && !isBright(middle, 15, 18));
}

void TestRowPicture::curveGoesFromLeftToRight()
{
    std::vector<float> rising(40);
    for (std::size_t i = 0; i < rising.size(); ++i)
        rising[i] = static_cast<float>(i) / 39;
    const QImage image = rowPicture(rising, drawingOf(40, true), {96, 48}, rowsOnDark());
    QVERIFY(brightIn(image, {2, 36, 10, 10}) > 4);
    QVERIFY(brightIn(image, {84, 2, 10, 10}) > 4);
    QCOMPARE(brightIn(image, {2, 2, 30, 16}), 0);
}

void TestRowPicture::manyNumbersOnAPixelAreSeen()
{
    std::vector<float> spikes(20'000, 0.1F);
    spikes[10'007] = 1;
    const QImage image = rowPicture(spikes, drawingOf(20'000, true), {96, 48}, rowsOnDark());
    QVERIFY(brightIn(image, {40, 2, 16, 20}) > 4);
}

void TestRowPicture::gridPlacesRowsLineByLine()
{
    Matrix rows = Matrix::Zero(3, 2);
    rows.row(2).setOnes();
    const QImage image = rowGrid(rows, drawingOf(2, false), 2, {40, 30}, rowsOnDark());
    QCOMPARE(image.size(), QSize(80, 60));
    QCOMPARE(brightIn(image, {0, 0, 80, 26}), 0);
    QVERIFY(brightIn(image, {0, 30, 40, 29}) > 400);
    QCOMPARE(brightIn(image, {40, 30, 40, 30}), 0);
}

void TestRowPicture::hugeGridOfRowsIsRefused()
{
    const Matrix rows = Matrix::Zero(1000, 2);
    QVERIFY_THROWS_EXCEPTION(
        Error, static_cast<void>(rowGrid(rows, drawingOf(2, false), 1000, {96, 48}, rowsOnDark())));
}

void TestRowPicture::anyNumbersAreDrawn()
{
    for (const float value : {1e30F, -HUGE_VALF, std::numeric_limits<float>::quiet_NaN()})
        for (const bool isCurve : {true, false})
            for (const QSize size : {QSize(1, 1), QSize(96, 48)})
                QCOMPARE(
                    rowPicture(std::vector<float>(3, value), drawingOf(3, isCurve), size, rowsOnDark()).size(), size);
}

ISTHMUS_GUILESS_TEST(TestRowPicture)
#include "tst_RowPicture.moc"
