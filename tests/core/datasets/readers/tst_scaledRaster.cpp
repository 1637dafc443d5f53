// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/scaledRaster.h"
#include "tests/TestProgram.h"

using namespace isthmus;

using Numbers = std::vector<float>;

class TestScaledRaster : public QObject
{
    Q_OBJECT
private slots:
    void smallerPicturesHoldMeans()
    {
        const Numbers picture{-1, -3, 10, 20, -5, -7, 30, 40};
        QCOMPARE(scaledRaster({4, 2, 1, NumberType::F32}, picture, {2, 1}, ReadOptions::Fit::Crop), (Numbers{-4, 25}));
    }

    void largerPicturesLieOnLines()
    {
        QCOMPARE(scaledRaster({2, 1, 1, NumberType::F32}, {0, 4}, {4, 2}, ReadOptions::Fit::Crop),
            (Numbers{0, 1, 3, 4, 0, 1, 3, 4}));
    }

    void sidesAreCutOrPadded()
    {
        const Numbers picture{1, 2, 3, 4, 5, 6, 7, 8};
        const RasterKind kind{4, 2, 1, NumberType::F32};
        QCOMPARE(scaledRaster(kind, picture, {2, 2}, ReadOptions::Fit::Crop), (Numbers{2, 3, 6, 7}));
        QCOMPARE(scaledRaster(kind, picture, {2, 3}, ReadOptions::Fit::Pad), (Numbers{0, 0, 3.5, 5.5, 0, 0}));
    }

    void channelsStayApart()
    {
        const Numbers colours{1, 10, 100, 3, 30, 300};
        QCOMPARE(
            scaledRaster({2, 1, 3, NumberType::U16}, colours, {1, 1}, ReadOptions::Fit::Pad).size(), std::size_t(3));
        QCOMPARE(scaledRaster({2, 2, 3, NumberType::U16}, {1, 10, 100, 3, 30, 300, 1, 10, 100, 3, 30, 300}, {1, 1},
                     ReadOptions::Fit::Crop),
            (Numbers{2, 20, 200}));
    }
};

ISTHMUS_APPLESS_TEST(TestScaledRaster)
#include "tst_scaledRaster.moc"
