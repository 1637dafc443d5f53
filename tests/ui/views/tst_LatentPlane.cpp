// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/PlaneFixture.h"

#include <QSignalSpy>
#include <QWheelEvent>

using namespace isthmus;

/// The hand on the plane, by real mouse and key events.
class tst_LatentPlane : public test::PlaneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_plane.reset(); }
    void pressAndDragMovesTheProbe();
    void probeIsPaintedWhereTheHandIs();
    void moveWithoutAButtonLeavesTheProbe();
    void mouseMoveDoesNotPaintThePointsAgain();
    void arrowKeysNudgeTheProbe();
    void wheelZoomsAtThePointer();
    void panToolAndMiddleButtonMoveThePlane();
    void viewFollowsThePointsUntilItIsMoved();
    void fitShowsEachPointBesideToolsAndLegend();
    void dragBeyondTheEdgeKeepsTheRingAndPansGently();
    void clickTakesAPointAndADragDoesNot();
    void shiftedArrowsPanAndKeepTheProbe();
    void axesStayEqualAfterResizing();
    void hoverFindsTheNearestPoint();

private:
    void wheel(QPoint at, int delta) const;
};

void tst_LatentPlane::wheel(QPoint at, int delta) const
{
    QCustomPlot& plot = m_plane->plot();
    QWheelEvent event(at, plot.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot, &event);
}

void tst_LatentPlane::pressAndDragMovesTheProbe()
{
    QSignalSpy moved(&m_plane->hand(), &PlaneHand::probeMoved);
    QTest::mousePress(&m_plane->plot(), Qt::LeftButton, {}, pixel({0.5, 0.5}));
    QCOMPARE(moved.count(), 1);
    QTest::mouseMove(&m_plane->plot(), pixel({1, -0.5}));
    QCOMPARE(moved.count(), 2);
    const QPointF place = moved.last().first().toPointF();
    QVERIFY((place - QPointF(1, -0.5)).manhattanLength() < 2 * m_plane->viewport().unitsPerPixel());
    QCOMPARE(m_plane->probe().value(), place);
    QTest::mouseRelease(&m_plane->plot(), Qt::LeftButton, {}, pixel({1, -0.5}));
    QTest::mouseMove(&m_plane->plot(), pixel({0, 0}));
    QCOMPARE(moved.count(), 2);
}

void tst_LatentPlane::probeIsPaintedWhereTheHandIs()
{
    const QPoint hand = pixel({0.5, 0});
    QVERIFY(grabbed().pixelColor(hand) != m_theme.tokens().accent);
    QTest::mousePress(&m_plane->plot(), Qt::LeftButton, {}, hand);
    QCOMPARE(m_plane->grab().toImage().pixelColor(hand), m_theme.tokens().accent); // without any full replot
    QTest::mouseRelease(&m_plane->plot(), Qt::LeftButton, {}, hand);
}

void tst_LatentPlane::moveWithoutAButtonLeavesTheProbe()
{
    QSignalSpy moved(&m_plane->hand(), &PlaneHand::probeMoved);
    QTest::mouseMove(&m_plane->plot(), pixel({0.5, 0.5}));
    QTest::mouseMove(&m_plane->plot(), pixel({1, 0.5}));
    QCOMPARE(moved.count(), 0);
}

void tst_LatentPlane::mouseMoveDoesNotPaintThePointsAgain()
{
    QCoreApplication::processEvents();
    QTest::mousePress(&m_plane->plot(), Qt::LeftButton, {}, pixel({0.5, 0.5}));
    QSignalSpy replots(&m_plane->plot(), &QCustomPlot::beforeReplot);
    for (int i = 0; i < 10; ++i)
        QTest::mouseMove(&m_plane->plot(), pixel({0.1 * i, 0.5}));
    QCoreApplication::processEvents();
    QCOMPARE(replots.count(), 0);
    QTest::mouseRelease(&m_plane->plot(), Qt::LeftButton);
}

void tst_LatentPlane::arrowKeysNudgeTheProbe()
{
    m_plane->setProbe(QPointF(0, 0));
    QSignalSpy moved(&m_plane->hand(), &PlaneHand::probeMoved);
    QTest::keyClick(m_plane.get(), Qt::Key_Right);
    QTest::keyClick(m_plane.get(), Qt::Key_Up);
    QCOMPARE(moved.count(), 2);
    QVERIFY(m_plane->probe()->x() > 0);
    QVERIFY(m_plane->probe()->y() > 0);
}

void tst_LatentPlane::wheelZoomsAtThePointer()
{
    const QPoint pointer(450, 100);
    const QPointF under = m_plane->viewport().toData(pointer);
    const double scale = m_plane->viewport().unitsPerPixel();
    wheel(pointer, 120);
    QVERIFY(m_plane->viewport().unitsPerPixel() < scale);
    QVERIFY((m_plane->viewport().toData(pointer) - under).manhattanLength() < 1e-9);
    wheel(pointer, -120);
    QCOMPARE(m_plane->viewport().unitsPerPixel(), scale);
}

void tst_LatentPlane::panToolAndMiddleButtonMoveThePlane()
{
    QSignalSpy moved(&m_plane->hand(), &PlaneHand::probeMoved);
    const auto drag = [&](Qt::MouseButton button) {
        const QPointF before = m_plane->viewport().visible().center();
        QTest::mousePress(&m_plane->plot(), button, {}, {200, 200});
        QTest::mouseMove(&m_plane->plot(), {240, 170});
        QTest::mouseRelease(&m_plane->plot(), button, {}, {240, 170});
        return (m_plane->viewport().visible().center() - before) / m_plane->viewport().unitsPerPixel();
    };
    QVERIFY((drag(Qt::MiddleButton) - QPointF(-40, -30)).manhattanLength() < 1e-6);
    m_plane->setTool(PlaneTool::Pan);
    QVERIFY((drag(Qt::LeftButton) - QPointF(-40, -30)).manhattanLength() < 1e-6);
    QCOMPARE(moved.count(), 0);
}

void tst_LatentPlane::viewFollowsThePointsUntilItIsMoved()
{
    const PlanePoints far{.x = {-20, 20}, .y = {-10, 10}, .labels = {0, 1}};
    m_plane->setPoints(far);
    QVERIFY(m_plane->viewport().visible().contains(QPointF(20, 10)));
    wheel({300, 200}, 120 * 20);
    const QRectF chosen = m_plane->viewport().visible();
    m_plane->setPoints({.x = {-90, 90}, .y = {-90, 90}, .labels = {0, 1}});
    QCOMPARE(m_plane->viewport().visible(), chosen);
    m_plane->fit();
    QVERIFY(m_plane->viewport().visible().contains(QPointF(90, 90)));
    m_plane->setPoints({.x = {-1, 1}, .y = {-1, 1}, .labels = {0, 1}});
    QVERIFY(m_plane->viewport().visible().width() < 10);
}

void tst_LatentPlane::fitShowsEachPointBesideToolsAndLegend()
{
    PlanePoints points{.x = {500, -3, 0}, .y = {0, 40, -2}, .labels = {0, 1, 1}}; // far ones too
    for (int i = 0; i < 997; ++i) {
        points.x.push_back(static_cast<float>(i % 10) / 10);
        points.y.push_back(static_cast<float>(i % 7) / 7);
        points.labels.push_back(0);
    }
    m_plane->setPoints(points);
    m_plane->setCovered({40, 72, 96, 20});
    m_plane->fit();
    const QRectF room(40, 72, 600 - 40 - 96, 400 - 72 - 20);
    for (std::size_t i = 0; i < points.size(); ++i)
        QVERIFY(room.contains(m_plane->viewport().toPixel({double(points.x[i]), double(points.y[i])})));
    m_plane->setHidden({true, false}); // what is not shown needs no room
    m_plane->fit();
    QVERIFY(!m_plane->viewport().visible().contains(QPointF(500, 0)));
    QVERIFY(m_plane->viewport().visible().contains(QPointF(-3, 40)));
}

void tst_LatentPlane::dragBeyondTheEdgeKeepsTheRingAndPansGently()
{
    QSignalSpy moved(&m_plane->hand(), &PlaneHand::probeMoved);
    const QPointF centre = m_plane->viewport().visible().center();
    QTest::mousePress(&m_plane->plot(), Qt::LeftButton, {}, QPoint(300, 200));
    QTest::mouseMove(&m_plane->plot(), QPoint(900, 200));
    QVERIFY(m_plane->viewport().visible().contains(m_plane->probe().value()));
    const auto moves = moved.count();
    QTRY_VERIFY(moved.count() > moves + 2); // held there, the plane moves along
    QVERIFY(m_plane->viewport().visible().center().x() > centre.x());
    QVERIFY(m_plane->viewport().visible().contains(m_plane->probe().value()));
    QTest::mouseMove(&m_plane->plot(), QPoint(300, 200));
    const QPointF back = m_plane->viewport().toData({300, 200});
    QVERIFY((m_plane->probe().value() - back).manhattanLength() < 2 * m_plane->viewport().unitsPerPixel());
    QTest::mouseRelease(&m_plane->plot(), Qt::LeftButton, {}, QPoint(300, 200));
}

void tst_LatentPlane::clickTakesAPointAndADragDoesNot()
{
    QSignalSpy clicked(&m_plane->hand(), &PlaneHand::pointClicked);
    QSignalSpy empty(&m_plane->hand(), &PlaneHand::emptyClicked);
    const QPoint dot = pixel({2, -1});
    QTest::mouseClick(&m_plane->plot(), Qt::LeftButton, {}, dot + QPoint(2, 1));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][0].value<std::size_t>(), std::size_t(2));
    QTest::mousePress(&m_plane->plot(), Qt::LeftButton, {}, dot);
    QTest::mouseMove(&m_plane->plot(), dot + QPoint(30, 0));
    QTest::mouseMove(&m_plane->plot(), dot);
    QTest::mouseRelease(&m_plane->plot(), Qt::LeftButton, {}, dot);
    QCOMPARE(clicked.count(), 1);
    QTest::mouseClick(&m_plane->plot(), Qt::LeftButton, {}, pixel({0, 0}));
    QCOMPARE(empty.count(), 1);
    QTest::keyClick(m_plane.get(), Qt::Key_Escape);
    QCOMPARE(empty.count(), 2);
    QTest::mouseClick(&m_plane->plot(), Qt::MiddleButton, {}, dot);
    QCOMPARE(clicked.count() + empty.count(), 3);
}

void tst_LatentPlane::shiftedArrowsPanAndKeepTheProbe()
{
    m_plane->setProbe(QPointF(0, 0));
    const QPointF before = m_plane->viewport().visible().center();
    QTest::keyClick(m_plane.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_plane.get(), Qt::Key_Up, Qt::ShiftModifier);
    const QPointF moved = m_plane->viewport().visible().center() - before;
    QVERIFY(moved.x() > 0 && moved.y() > 0);
    QCOMPARE(m_plane->probe().value(), QPointF(0, 0));
}

void tst_LatentPlane::axesStayEqualAfterResizing()
{
    for (const QSize& size : {QSize(900, 300), QSize(333, 777)}) {
        m_plane->resize(size);
        QCoreApplication::processEvents();
        m_plane->plot().replot();
        const QCustomPlot& plot = m_plane->plot();
        const double across = plot.xAxis->coordToPixel(1) - plot.xAxis->coordToPixel(0);
        const double down = plot.yAxis->coordToPixel(0) - plot.yAxis->coordToPixel(1);
        QVERIFY2(std::abs(across / down - 1) < 0.01, qPrintable(QString("%1 %2").arg(across).arg(down)));
        // And the viewport agrees with what the plot's axes say.
        QVERIFY(std::abs(plot.xAxis->coordToPixel(1) - m_plane->viewport().toPixel({1, 0}).x()) < 1);
        QVERIFY(std::abs(plot.yAxis->coordToPixel(1) - m_plane->viewport().toPixel({0, 1}).y()) < 1);
    }
}

void tst_LatentPlane::hoverFindsTheNearestPoint()
{
    std::optional<std::size_t> found;
    connect(&m_plane->hand(), &PlaneHand::pointHovered, this,
        [&](std::optional<std::size_t> point, QPoint) { found = point; });
    QTest::mouseMove(&m_plane->plot(), pixel({2, -1}) + QPoint(2, 1));
    QCOMPARE(found.value(), std::size_t(2));
    m_plane->setHidden({false, true});
    QTest::mouseMove(&m_plane->plot(), pixel({2, -1}) + QPoint(1, 1));
    QVERIFY(!found);
    QTest::mouseMove(&m_plane->plot(), pixel({-2, 1}));
    QCOMPARE(found.value(), std::size_t(0));
    QTest::mouseMove(&m_plane->plot(), pixel({0, 0}));
    QVERIFY(!found);
}

ISTHMUS_TEST(tst_LatentPlane)
#include "tst_LatentPlane.moc"
