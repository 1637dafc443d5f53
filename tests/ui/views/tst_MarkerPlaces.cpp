// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/views/loss/markerPlaces.h"

#include <algorithm>

using namespace isthmus;

namespace {

constexpr double kRow = 14; // px
const QRectF kArea(50, 10, 600, 140);

/// Whether a plate hides a part of another marker's line.
bool coversALine(const std::vector<MarkerExtent>& markers, const std::vector<MarkerPlace>& places)
{
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < places.size(); ++j) {
            const QRectF& plate = places[i].plate;
            if (i != j && !plate.isNull() && markers[j].x >= plate.left() && markers[j].x <= plate.right()
                && plate.bottom() > places[j].top)
                return true;
        }
    return false;
}

bool platesOverlap(const std::vector<MarkerPlace>& places)
{
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (places[i].plate.intersects(places[j].plate))
                return true;
    return false;
}

} // namespace

/// Texts of markers that stand close neither cover each other nor each other's lines.
class TestMarkerPlaces : public QObject
{
    Q_OBJECT

private slots:
    void aloneItStandsInTheFirstRowRightOfItsLine();
    void closeOnesGoDownInSteps_data();
    void closeOnesGoDownInSteps();
    void atTheRightBorderTheyStandLeft();
    void noneOverlapWhateverComes();
};

void TestMarkerPlaces::aloneItStandsInTheFirstRowRightOfItsLine()
{
    const auto places = markerPlaces(std::vector<MarkerExtent>{{100, 80}}, kArea, kRow);
    QCOMPARE(places[0].plate.top(), kArea.top());
    QVERIFY(places[0].plate.left() > 100);
    QCOMPARE(places[0].plate.width(), 80.0);
    QCOMPARE(places[0].top, kArea.top());
}

void TestMarkerPlaces::closeOnesGoDownInSteps_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("distance");
    QTest::newRow("in one place") << 100.0 << 0.0;
    QTest::newRow("within a moment") << 100.0 << 3.0;
    QTest::newRow("side by side") << 100.0 << 40.0;
    QTest::newRow("at the right border") << 630.0 << 3.0;
    QTest::newRow("within its reach") << 540.0 << 30.0;
    QTest::newRow("across its reach") << 500.0 << 30.0;
}

void TestMarkerPlaces::closeOnesGoDownInSteps()
{
    QFETCH(double, first);
    QFETCH(double, distance);
    std::vector<MarkerExtent> markers;
    for (int i = 0; i < 4; ++i)
        markers.push_back({first + i * distance, 110});
    const auto places = markerPlaces(markers, kArea, kRow);
    QVERIFY(std::none_of(places.begin(), places.end(), [](const MarkerPlace& each) { return each.plate.isNull(); }));
    QVERIFY(!platesOverlap(places));
    QVERIFY(!coversALine(markers, places));
}

void TestMarkerPlaces::atTheRightBorderTheyStandLeft()
{
    const std::vector<MarkerExtent> markers{{600, 100}, {640, 100}};
    const std::vector<MarkerPlace> places = markerPlaces(markers, kArea, kRow);
    QCOMPARE(places.size(), markers.size());
    for (const MarkerPlace& place : places)
        QVERIFY(!place.plate.isNull() && place.plate.right() <= kArea.right());
}

void TestMarkerPlaces::noneOverlapWhateverComes()
{
    std::uint32_t random = 1;
    const auto next = [&](double below) {
        return below * ((random = random * 1664525u + 1013904223u) >> 8) / 16777216.0;
    };
    for (int round = 0; round < 200; ++round) {
        std::vector<MarkerExtent> markers;
        for (int i = 0; i < 12; ++i)
            markers.push_back({kArea.left() + next(kArea.width()), 40 + next(160)});
        std::sort(markers.begin(), markers.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
        const auto places = markerPlaces(markers, kArea, kRow);
        QCOMPARE(places.size(), markers.size());
        QVERIFY(!platesOverlap(places));
        for (const MarkerPlace& place : places)
            QVERIFY(
                place.plate.isNull() || (place.plate.right() <= kArea.right() && place.plate.left() >= kArea.left()));
    }
}

ISTHMUS_TEST(TestMarkerPlaces)
#include "tst_MarkerPlaces.moc"
