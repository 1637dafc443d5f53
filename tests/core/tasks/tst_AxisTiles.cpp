// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/denoise/AxisTiles.h"
#include "tests/TestProgram.h"

#include <cmath>

using namespace isthmus;

class TestAxisTiles : public QObject
{
    Q_OBJECT
private slots:
    void weightsAddUpToOne_data();
    void weightsAddUpToOne();
    void marginsDoNotCount();
    void pictureOfATileIsOneTile();
    void everyPixelLiesInAsManyTiles();
    void pictureGoesOnAsItsMirrorImage();
};

void TestAxisTiles::weightsAddUpToOne_data()
{
    QTest::addColumn<int>("pixels");
    QTest::addColumn<int>("extent");
    QTest::addColumn<int>("margin");
    QTest::addColumn<int>("period");
    for (const int pixels : {1, 2, 5, 27, 28, 29, 64, 100, 701})
        for (const int margin : {0, 3, 9, -1}) // -1: no reach
            QTest::addRow("%d pixels, margin %d", pixels, margin) << pixels << 28 << margin << 4;
    QTest::newRow("a tile of one pixel") << 7 << 1 << -1 << 1;
    QTest::newRow("a tile of three pixels") << 7 << 3 << -1 << 1;
    QTest::newRow("one period alone counts") << 50 << 22 << 9 << 4;
}

void TestAxisTiles::weightsAddUpToOne()
{
    QFETCH(int, pixels);
    QFETCH(int, extent);
    QFETCH(int, margin);
    QFETCH(int, period);
    const auto reach = margin < 0 ? std::nullopt : std::optional(AxisReach{margin, period});
    const AxisTiles tiles = tilesAlong(pixels, extent, reach);
    std::vector<double> sums(static_cast<std::size_t>(pixels), 0);
    for (std::size_t tile = 0; tile < tiles.starts.size(); ++tile)
        for (Index pixel = 0; pixel < tiles.extent; ++pixel) {
            const float weight = tiles.weights[tile][static_cast<std::size_t>(pixel)];
            QVERIFY(weight >= 0 && weight <= 1);
            const Index place = tiles.starts[tile] + pixel;
            if (place < 0 || place >= pixels)
                QCOMPARE(weight, 0.0F);
            else
                sums[static_cast<std::size_t>(place)] += double(weight);
        }
    for (const double sum : sums)
        QVERIFY(std::abs(sum - 1) < 1e-6);
}

void TestAxisTiles::marginsDoNotCount()
{
    const AxisTiles tiles = tilesAlong(300, 64, AxisReach{9, 4});
    for (std::size_t tile = 0; tile < tiles.starts.size(); ++tile) {
        QCOMPARE(tiles.starts[tile] % 4, 0);
        for (std::size_t pixel = 0; pixel < 9; ++pixel) {
            QCOMPARE(tiles.weights[tile][pixel], 0.0F);
            QCOMPARE(tiles.weights[tile][63 - pixel], 0.0F);
        }
    }
}

void TestAxisTiles::pictureOfATileIsOneTile()
{
    for (const std::optional<AxisReach>& reach : {std::optional<AxisReach>(), std::optional(AxisReach{9, 4})}) {
        const AxisTiles tiles = tilesAlong(28, 28, reach);
        QCOMPARE(tiles.starts, std::vector<Index>{0});
        QCOMPARE(tiles.weights.front(), std::vector<float>(28, 1.0F));
    }
}

/// Without a reach: at the edges of a picture as in its middle.
void TestAxisTiles::everyPixelLiesInAsManyTiles()
{
    for (const int pixels : {5, 29, 100}) {
        const AxisTiles tiles = tilesAlong(pixels, 28, {});
        for (Index pixel = 0; pixel < pixels; ++pixel)
            QCOMPARE(std::count_if(tiles.starts.begin(), tiles.starts.end(),
                         [&](Index start) { return pixel >= start && pixel < start + 28; }),
                4);
    }
}

void TestAxisTiles::pictureGoesOnAsItsMirrorImage()
{
    std::vector<Index> places;
    for (Index place = -4; place < 8; ++place)
        places.push_back(mirroredPlace(place, 3));
    QCOMPARE(places, (std::vector<Index>{0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1}));
    QCOMPARE(mirroredPlace(-5, 1), 0);
}

ISTHMUS_APPLESS_TEST(TestAxisTiles)
#include "tst_AxisTiles.moc"
