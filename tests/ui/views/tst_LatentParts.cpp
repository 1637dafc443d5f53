// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/views/latent/CentroidLayer.h"
#include "ui/views/latent/DotSplatter.h"
#include "ui/views/latent/LatentCodes.h"
#include "ui/views/latent/PlaneViewport.h"
#include "ui/views/latent/SampleScope.h"
#include "ui/views/latent/manifoldCells.h"
#include "ui/views/latent/pointQueries.h"

#include <cmath>
#include <limits>

using namespace isthmus;

/// The parts of the latent view that compute: splatted dots, the viewport, questions about points, slices of codes.
class tst_LatentParts : public QObject
{
    Q_OBJECT

private slots:
    void dotHasItsColourInTheMiddleAndNothingFarAway();
    void dotKeepsItsWeightAtAnyPlaceWithinAPixel();
    void laterDotLiesOverEarlierOne();
    void hiddenAndImpossiblePointsArePassedOver();
    void largeDotsTakeTheGeneralPath();
    void axesStayEqualWhateverTheShape();
    void zoomKeepsThePlaceUnderThePointer();
    void panMovesWithTheHand();
    void fitShowsAllBounds();
    void manifoldCellsAreWholePixels_data();
    void manifoldCellsAreWholePixels();
    void nearestPointPassesOverHiddenClasses();
    void centroidIsTheMeanOfAClass();
    void classesHavePartedWhenTheirMiddlesAreFarApart();
    void boundsHoldEveryShownPoint();
    void platesComeApart();
    void namesOfOnePlaceAreAllReadable();
    void namesWithoutRoomAreLeftOut();
    void platesAreMovedIntoTheRoom();
    void slicesTakeTurnsUntilAllAreOfTheMoment();
    void codeIsFoundByTheSamplesPlace();
    void scopeHasTheOtherPartWhereOneIsEmpty();
    void pointsStandInTheOrderOfTheSamples();
    void summaryJoinsTheSlices();
    void oneDimensionSpreadsBySampleNumber();
};

static QImage ground(int width, int height)
{
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

void tst_LatentParts::dotHasItsColourInTheMiddleAndNothingFarAway()
{
    const DotSplatter splatter({qRgb(200, 100, 50), qRgb(10, 20, 250)}, 3);
    QImage image = ground(60, 40);
    splatter.paint({.x = {1, 2}, .y = {1, 2}, .labels = {0, 1}}, {10, 5, -10, 35}, image);
    QCOMPARE(image.pixel(15, 25), qRgb(200, 100, 50));
    QCOMPARE(image.pixel(25, 15), qRgb(10, 20, 250));
    QCOMPARE(qAlpha(image.pixel(20, 20)), 0);
    QCOMPARE(qAlpha(image.pixel(19, 25)), 0);
}

/// Sum of all alphas: the dot's area, whatever its place within a pixel.
static double weight(const QImage& image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += qAlpha(image.pixel(x, y)) / 255.0;
    return sum;
}

void tst_LatentParts::dotKeepsItsWeightAtAnyPlaceWithinAPixel()
{
    const double diameter = 2.6;
    const double area = M_PI * diameter * diameter / 4;
    const DotSplatter splatter({qRgb(255, 255, 255)}, diameter);
    for (const float shift : {0.0F, 0.2F, 0.45F, 0.7F, 0.99F}) {
        QImage image = ground(30, 30);
        splatter.paint({.x = {shift}, .y = {shift}, .labels = {}}, {1, 15, 1, 15}, image);
        QVERIFY2(std::abs(weight(image) - area) < 0.15 * area, qPrintable(QString::number(weight(image))));
    }
}

void tst_LatentParts::laterDotLiesOverEarlierOne()
{
    const DotSplatter splatter({qRgba(255, 0, 0, 255), qRgba(0, 0, 255, 128)}, 3);
    QImage image = ground(30, 30);
    splatter.paint({.x = {0, 0}, .y = {0, 0}, .labels = {0, 1}}, {1, 15, 1, 15}, image);
    const QColor middle = image.pixelColor(15, 15);
    QVERIFY(std::abs(middle.red() - 127) <= 2);
    QVERIFY(std::abs(middle.blue() - 128) <= 2);
    QCOMPARE(middle.alpha(), 255);
}

void tst_LatentParts::hiddenAndImpossiblePointsArePassedOver()
{
    const DotSplatter splatter({qRgb(255, 0, 0), 0}, 3);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    QImage image = ground(30, 30);
    splatter.paint({.x = {0, nan, 0, infinity, 1e30F, -40, 40, 0, 0, 0},
                       .y = {0, 0, nan, 0, 0, 0, 0, -40, 40, 0},
                       .labels = {1, 0, 0, 0, 0, 0, 0, 0, 0, 7}},
        {1, 15, 1, 15}, image);
    QCOMPARE(weight(image), 0.0);
}

void tst_LatentParts::largeDotsTakeTheGeneralPath()
{
    const DotSplatter splatter({qRgb(255, 0, 0)}, 12);
    QImage image = ground(40, 40);
    splatter.paint({.x = {0}, .y = {0}, .labels = {}}, {1, 20, 1, 20}, image);
    QVERIFY(std::abs(weight(image) - M_PI * 36) < 4);
}

void tst_LatentParts::axesStayEqualWhateverTheShape()
{
    PlaneViewport viewport;
    viewport.resize({800, 400});
    viewport.fit({-1, -1, 2, 2});
    for (const QSizeF& size : {QSizeF(800, 400), QSizeF(300, 900), QSizeF(1, 1)}) {
        viewport.resize(size);
        const QRectF visible = viewport.visible();
        QCOMPARE(visible.width() / size.width(), visible.height() / size.height());
        QCOMPARE(visible.center(), QPointF(0, 0));
    }
}

void tst_LatentParts::zoomKeepsThePlaceUnderThePointer()
{
    PlaneViewport viewport;
    viewport.resize({800, 600});
    viewport.fit({-3, -3, 6, 6});
    const QPointF pixel(650, 120);
    const QPointF before = viewport.toData(pixel);
    const double scale = viewport.unitsPerPixel();
    viewport.zoomAt(pixel, 2);
    QCOMPARE(viewport.unitsPerPixel(), scale / 2);
    QVERIFY((viewport.toData(pixel) - before).manhattanLength() < 1e-12);
    QVERIFY((viewport.toPixel(before) - pixel).manhattanLength() < 1e-9);
}

void tst_LatentParts::panMovesWithTheHand()
{
    PlaneViewport viewport;
    viewport.resize({100, 100});
    viewport.fit({-1, -1, 2, 2});
    const QPointF grabbed = viewport.toData({40, 40});
    viewport.pan({13, -7});
    QVERIFY((viewport.toPixel(grabbed) - QPointF(53, 33)).manhattanLength() < 1e-9);
}

void tst_LatentParts::fitShowsAllBounds()
{
    PlaneViewport viewport;
    viewport.resize({640, 200});
    for (const QRectF& bounds : {QRectF(-1, 4, 2, 9), QRectF(0, 0, 100, 1), QRectF(5, 5, 0, 0)}) {
        viewport.fit(bounds);
        QVERIFY(viewport.visible().contains(bounds.topLeft()));
        QVERIFY(viewport.visible().contains(bounds.bottomRight()));
    }
}

void tst_LatentParts::manifoldCellsAreWholePixels_data()
{
    QTest::addColumn<QSize>("view");
    QTest::addColumn<int>("picture");
    QTest::addColumn<int>("cell");
    QTest::newRow("28 in a small plane") << QSize(630, 501) << 28 << 28;
    QTest::newRow("28 in a large plane") << QSize(1900, 1000) << 28 << 56;
    QTest::newRow("16") << QSize(630, 501) << 16 << 32;
    QTest::newRow("32") << QSize(630, 501) << 32 << 32;
    QTest::newRow("64") << QSize(630, 501) << 64 << 32;
    QTest::newRow("one pixel") << QSize(630, 501) << 1 << 32;
}

void tst_LatentParts::manifoldCellsAreWholePixels()
{
    QFETCH(QSize, view);
    QFETCH(int, picture);
    QFETCH(int, cell);
    PlaneViewport viewport;
    viewport.resize(view);
    viewport.fit({-2.3, -1.7, 4, 3});
    const ManifoldCells cells = manifoldCells(viewport, {1, picture, picture});
    QCOMPARE(cells.width, cell);
    const QPointF corner = viewport.toPixel(cells.range.bottomLeft()); // bottom() is the largest y
    QVERIFY(corner.manhattanLength() < 1e-6);
    const QPointF opposite = viewport.toPixel(cells.range.topRight());
    QVERIFY(std::abs(opposite.x() - cells.columns * cell) < 1e-6);
    QVERIFY(opposite.x() >= view.width() && opposite.x() - cell < view.width());
    const double rows = opposite.y() / cell;
    QVERIFY(std::abs(rows - std::round(rows)) < 1e-6);
    QVERIFY(opposite.y() >= view.height() && opposite.y() - cell < view.height());
}

void tst_LatentParts::nearestPointPassesOverHiddenClasses()
{
    const PlanePoints points{.x = {0, 1, 2}, .y = {0, 0, 0}, .labels = {0, 1, 0}};
    QCOMPARE(nearestPoint(points, {}, {0.9, 0}, 0.5).value(), std::size_t(1));
    QCOMPARE(nearestPoint(points, {false, true}, {0.9, 0}, 1).value(), std::size_t(0));
    QVERIFY(!nearestPoint(points, {}, {0.5, 3}, 1));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!nearestPoint({.x = {nan}, .y = {0}, .labels = {}}, {}, {0, 0}, 1));
}

void tst_LatentParts::centroidIsTheMeanOfAClass()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto clusters = classClusters({.x = {0, 2, 5, nan}, .y = {0, 4, 5, 1}, .labels = {0, 0, 2, 0}}, 3);
    QCOMPARE(clusters[0]->middle, QPointF(1, 2));
    QVERIFY(std::abs(clusters[0]->radius - std::sqrt(5.0)) < 1e-12);
    QVERIFY(!clusters[1]);
    QCOMPARE(clusters[2]->middle, QPointF(5, 5));
    QCOMPARE(clusters[2]->radius, 0.0);
}

void tst_LatentParts::classesHavePartedWhenTheirMiddlesAreFarApart()
{
    const auto two = [](double apart) {
        return std::vector<std::optional<ClassCluster>>{ClassCluster{{0, 0}, 1}, {}, ClassCluster{{apart, 0}, 1}};
    };
    QCOMPARE(partedness(two(0)), 0.0);
    QCOMPARE(partedness(two(2)), 1.0); // middles 1 away from their mean, points 1 away from their middles
    QVERIFY(std::isinf(partedness({ClassCluster{{0, 0}, 1}})));
    QVERIFY(std::isinf(partedness({ClassCluster{{0, 0}, 0}, ClassCluster{{1, 0}, 0}})));
}

void tst_LatentParts::boundsHoldEveryShownPoint()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const PlanePoints points{.x = {0, 1, 900, nan, -5}, .y = {2, 3, 2, 1e9F, 4}, .labels = {0, 0, 0, 0, 1}};
    QCOMPARE(shownBounds(points, {}).value(), QRectF(QPointF(-5, 2), QPointF(900, 4)));
    QCOMPARE(shownBounds(points, {false, true}).value(), QRectF(QPointF(0, 2), QPointF(900, 3)));
    QVERIFY(!shownBounds({}, {}));
    QVERIFY(!shownBounds({.x = {nan}, .y = {0}, .labels = {}}, {}));
    QCOMPARE(shownBounds({.x = {7}, .y = {8}, .labels = {}}, {}).value().topLeft(), QPointF(7, 8));
}

void tst_LatentParts::platesComeApart()
{
    std::vector<QRectF> plates{{0, 0, 40, 10}, {5, 4, 40, 10}, {10, 2, 40, 10}, {200, 0, 40, 10}};
    spread(plates);
    for (std::size_t i = 0; i < plates.size(); ++i)
        for (std::size_t j = i + 1; j < plates.size(); ++j)
            QVERIFY(!plates[i].intersects(plates[j]));
    QCOMPARE(plates[3], QRectF(200, 0, 40, 10));
    QVERIFY(plates[0].y() < plates[1].y());
}

void tst_LatentParts::namesOfOnePlaceAreAllReadable()
{
    std::vector<QRectF> plates;
    for (int i = 0; i < 20; ++i)
        plates.emplace_back(-20 - i, -10, 40 + 2 * i, 20);
    spread(plates);
    QCOMPARE(readable(plates), std::vector<bool>(20, true));
}

void tst_LatentParts::namesWithoutRoomAreLeftOut()
{
    const std::vector<QRectF> plates{{0, 0, 40, 10}, {5, 4, 40, 10}, {5, 12, 40, 10}, {200, 0, 40, 10}};
    QCOMPARE(readable(plates), (std::vector<bool>{true, false, true, true}));
    QCOMPARE(readable({}), std::vector<bool>());
}

void tst_LatentParts::platesAreMovedIntoTheRoom()
{
    const QRectF room(10, 10, 100, 50);
    QCOMPARE(movedInto({20, 20, 30, 10}, room), QRectF(20, 20, 30, 10));
    QCOMPARE(movedInto({-5, 55, 30, 10}, room), QRectF(10, 50, 30, 10));
    QCOMPARE(movedInto({100, 0, 300, 10}, room), QRectF(10, 10, 300, 10));
}

/// A slice whose codes say which sample they are of.
static CodeSlice sliceOf(int number, int slices, Index samples, std::shared_ptr<const Snapshot> snapshot)
{
    std::vector<float> numbers;
    for (Index i = number; i < samples; i += slices)
        numbers.push_back(static_cast<float>(i));
    CodeSlice slice;
    slice.number = number;
    slice.snapshot = std::move(snapshot);
    slice.codes.resize(static_cast<Index>(numbers.size()), 3);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        slice.codes.row(static_cast<Index>(i)) << numbers[i], 10 * numbers[i], -1;
    slice.summary = summarise(slice.codes);
    return slice;
}

void tst_LatentParts::slicesTakeTurnsUntilAllAreOfTheMoment()
{
    const auto first = std::make_shared<const Snapshot>();
    const auto second = std::make_shared<const Snapshot>();
    LatentCodes codes(10, 3, 3);
    QVERIFY(!codes.hasAny());
    for (const int expected : {0, 1}) {
        QCOMPARE(codes.nextFor(first.get()).value(), expected);
        codes.store(sliceOf(expected, 3, 10, first));
    }
    QVERIFY(codes.hasAny() && !codes.isComplete());
    for (const int expected : {2, 0, 1}) { // goes on where it is, with the newer moment
        QCOMPARE(codes.nextFor(second.get()).value(), expected);
        codes.store(sliceOf(expected, 3, 10, second));
    }
    QVERIFY(codes.isComplete());
    QVERIFY(!codes.nextFor(second.get()));
    QVERIFY(!LatentCodes().nextFor(second.get()));
}

void tst_LatentParts::codeIsFoundByTheSamplesPlace()
{
    LatentCodes codes(10, 3, 3);
    codes.store(sliceOf(1, 3, 10, std::make_shared<const Snapshot>()));
    QCOMPARE(codes.code(7), (std::vector<float>{7, 70, -1}));
    QVERIFY(codes.code(6).empty()); // its slice has not come
    QVERIFY(codes.code(10).empty());
}

void tst_LatentParts::scopeHasTheOtherPartWhereOneIsEmpty()
{
    const Split both{.train = {0, 1, 2}, .test = {3, 4}, .validation = {}};
    QCOMPARE(scopedSamples(both, SampleScope::Test).samples, (std::vector<Index>{3, 4}));
    QCOMPARE(scopedSamples(both, SampleScope::Training).samples, (std::vector<Index>{0, 1, 2}));
    QCOMPARE(scopedSamples(both, SampleScope::Training).background, std::size_t(0));
    QCOMPARE(scopedSamples(both, SampleScope::Both).samples, (std::vector<Index>{0, 1, 2, 3, 4}));
    QCOMPARE(scopedSamples(both, SampleScope::Both).background, std::size_t(3));
    const Split small{.train = {0, 1}, .test = {}, .validation = {}};
    for (const SampleScope scope : {SampleScope::Test, SampleScope::Training, SampleScope::Both}) {
        QCOMPARE(scopedSamples(small, scope).samples, small.train);
        QCOMPARE(scopedSamples(small, scope).background, std::size_t(0));
    }
}

void tst_LatentParts::pointsStandInTheOrderOfTheSamples()
{
    LatentCodes codes(10, 3, 3);
    codes.store(sliceOf(1, 3, 10, std::make_shared<const Snapshot>()));
    PlanePoints points = codes.points(0, 1);
    QVERIFY(std::isnan(points.x[0]) && std::isnan(points.y[2]));
    QCOMPARE(points.x[4], 4.0F);
    QCOMPARE(points.y[7], 70.0F);
    codes.store(sliceOf(0, 3, 10, std::make_shared<const Snapshot>()));
    codes.store(sliceOf(2, 3, 10, std::make_shared<const Snapshot>()));
    points = codes.points(1, 0);
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(points.x[i], 10 * static_cast<float>(i));
        QCOMPARE(points.y[i], static_cast<float>(i));
    }
}

void tst_LatentParts::summaryJoinsTheSlices()
{
    LatentCodes codes(10, 3, 3);
    for (const int number : {0, 1, 2})
        codes.store(sliceOf(number, 3, 10, std::make_shared<const Snapshot>()));
    const LatentSummary summary = codes.summary();
    const LatentSummary whole = summarise(sliceOf(0, 1, 10, nullptr).codes);
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(std::abs(summary.mean[i] - whole.mean[i]) < 1e-9);
        QVERIFY(std::abs(summary.variance[i] - whole.variance[i]) < 1e-6);
    }
    QCOMPARE(summary.mean[0], 4.5);
}

void tst_LatentParts::oneDimensionSpreadsBySampleNumber()
{
    LatentCodes codes(5, 3, 1);
    codes.store(sliceOf(0, 1, 5, std::make_shared<const Snapshot>()));
    const PlanePoints points = codes.points(0, 0);
    QCOMPARE(points.y, (std::vector<float>{-1, -0.5F, 0, 0.5F, 1}));
    QCOMPARE(points.x[3], 3.0F);
}

ISTHMUS_TEST(tst_LatentParts)
#include "tst_LatentParts.moc"
