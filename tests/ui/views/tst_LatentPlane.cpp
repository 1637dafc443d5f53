// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/PlaneTools.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <qcustomplot.h>

using namespace isthmus;

/// The hand on the plane, by real mouse and key events.
class tst_LatentPlane : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }
    void init();
    void cleanup() { m_plane.reset(); }
    void pressAndDragMovesTheProbe();
    void probeIsPaintedWhereTheHandIs();
    void moveWithoutAButtonLeavesTheProbe();
    void mouseMoveDoesNotPaintThePointsAgain();
    void arrowKeysNudgeTheProbe();
    void wheelZoomsAtThePointer();
    void panToolAndMiddleButtonMoveThePlane();
    void viewFollowsThePointsUntilItIsMoved();
    void axesStayEqualAfterResizing();
    void hoverFindsTheNearestPoint();
    void pointsArePaintedInTheirColours();
    void hiddenClassIsNotPainted();
    void unlabelledPointsAreOneColour();
    void groundFollowsTheTheme();
    void clickOnTheLegendHides();
    void doubleClickOnTheLegendIsolatesAndComesBack();
    void choosingTheOtherAxisDimensionSwaps();
    void toolsShowWhatTheModelNeeds();

private:
    [[nodiscard]] QPoint pixel(QPointF place) const { return m_plane->viewport().toPixel(place).toPoint(); }
    [[nodiscard]] QImage grabbed() const
    {
        m_plane->plot().replot();
        return m_plane->grab().toImage();
    }
    void wheel(QPoint at, int delta) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LatentPlane> m_plane;
};

void tst_LatentPlane::init()
{
    m_theme->setChoice(ThemeChoice::Dark);
    m_plane = std::make_unique<LatentPlane>();
    m_plane->resize(600, 400);
    m_plane->setClasses({"left", "right"});
    m_plane->setPoints({.x = {-2, -2.1F, 2, 2.1F}, .y = {1, 1.2F, -1, -1.2F}, .labels = {0, 0, 1, 1}});
    m_plane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_plane.get(), test::kPatience));
    m_plane->plot().replot();
    m_plane->fit();
}

void tst_LatentPlane::wheel(QPoint at, int delta) const
{
    QCustomPlot& plot = m_plane->plot();
    QWheelEvent event(at, plot.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot, &event);
}

void tst_LatentPlane::pressAndDragMovesTheProbe()
{
    QSignalSpy moved(m_plane.get(), &LatentPlane::probeMoved);
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
    QVERIFY(grabbed().pixelColor(hand) != m_theme->tokens().accent);
    QTest::mousePress(&m_plane->plot(), Qt::LeftButton, {}, hand);
    QCOMPARE(m_plane->grab().toImage().pixelColor(hand), m_theme->tokens().accent); // without any full replot
    QTest::mouseRelease(&m_plane->plot(), Qt::LeftButton, {}, hand);
}

void tst_LatentPlane::moveWithoutAButtonLeavesTheProbe()
{
    QSignalSpy moved(m_plane.get(), &LatentPlane::probeMoved);
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
    QSignalSpy moved(m_plane.get(), &LatentPlane::probeMoved);
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
    QSignalSpy moved(m_plane.get(), &LatentPlane::probeMoved);
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
    connect(m_plane.get(), &LatentPlane::pointHovered, this,
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

/// Is the colour of a point, painted with its opacity over the ground.
static bool isNear(const QColor& seen, const QColor& expected)
{
    return std::abs(seen.red() - expected.red()) + std::abs(seen.green() - expected.green())
        + std::abs(seen.blue() - expected.blue())
        < 110;
}

void tst_LatentPlane::pointsArePaintedInTheirColours()
{
    m_plane->setClasses({"", ""}); // no plate over the points
    m_plane->setPoints({.x = {-2, -2, 2, 2}, .y = {1, -1, 1, -1}, .labels = {0, 0, 1, 1}});
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), classColor(0)));
    QVERIFY(isNear(image.pixelColor(pixel({2, -1})), classColor(1)));
    QVERIFY(isNear(image.pixelColor(pixel({0.3, 0.7})), m_theme->tokens().plot));
}

void tst_LatentPlane::hiddenClassIsNotPainted()
{
    m_plane->setPoints({.x = {-2, -2, 2, 2}, .y = {1, -1, 1, -1}, .labels = {0, 0, 1, 1}});
    m_plane->setHidden({true, false});
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), m_theme->tokens().plot));
    QVERIFY(isNear(image.pixelColor(pixel({2, 1})), classColor(1)));
}

void tst_LatentPlane::unlabelledPointsAreOneColour()
{
    m_plane->setClasses({});
    m_plane->setPoints({.x = {-2, 2}, .y = {1, -1}, .labels = {}});
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), m_theme->tokens().accent));
    QVERIFY(isNear(image.pixelColor(pixel({2, -1})), m_theme->tokens().accent));
}

void tst_LatentPlane::groundFollowsTheTheme()
{
    QCOMPARE(grabbed().pixelColor(pixel({0.3, 0.7})), QColor("#121418"));
    m_theme->setChoice(ThemeChoice::Light);
    QCOMPARE(grabbed().pixelColor(pixel({0.3, 0.7})), QColor("#ffffff"));
}

void tst_LatentPlane::clickOnTheLegendHides()
{
    LegendWidget legend;
    legend.setClasses({"a", "b", "c"});
    legend.show();
    std::vector<std::vector<bool>> asked;
    connect(&legend, &LegendWidget::hideAsked, this, [&](const std::vector<bool>& hidden) { asked.push_back(hidden); });
    QTest::mouseClick(&legend.entry(1), Qt::LeftButton);
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked.front(), (std::vector<bool>{false, true, false}));
    legend.setHidden(asked.front());
    QTest::keyClick(&legend.entry(1), Qt::Key_Space);
    QCOMPARE(asked.back(), (std::vector<bool>{false, false, false}));
}

void tst_LatentPlane::doubleClickOnTheLegendIsolatesAndComesBack()
{
    LegendWidget legend;
    legend.setClasses({"a", "b", "c"});
    legend.show();
    std::vector<bool> hidden(3);
    int times = 0;
    connect(&legend, &LegendWidget::hideAsked, &legend, [&](const std::vector<bool>& asked) {
        ++times;
        hidden = asked;
        legend.setHidden(hidden);
    });
    const auto doubleClick = [&] {
        QTest::mouseClick(&legend.entry(1), Qt::LeftButton);
        QTest::mouseDClick(&legend.entry(1), Qt::LeftButton);
    };
    doubleClick();
    QCOMPARE(hidden, (std::vector<bool>{true, false, true}));
    QCOMPARE(times, 2); // the click, and the double click: not once a class
    doubleClick();
    QCOMPARE(hidden, (std::vector<bool>{false, false, false}));
}

void tst_LatentPlane::choosingTheOtherAxisDimensionSwaps()
{
    PlaneTools tools;
    tools.setDimensions(5, 3, 1);
    tools.show();
    QSignalSpy chosen(&tools, &PlaneTools::dimensionsChosen);
    tools.chooserX().setFocus();
    QTest::keyClick(&tools.chooserX(), Qt::Key_Home);
    QCOMPARE(chosen.last(), (QList<QVariant>{0, 1}));
    QTest::keyClick(&tools.chooserX(), Qt::Key_Down);
    QCOMPARE(chosen.last(), (QList<QVariant>{1, 0}));
    QCOMPARE(tools.chooserY().currentIndex(), 0);
}

void tst_LatentPlane::toolsShowWhatTheModelNeeds()
{
    PlaneTools tools;
    tools.show();
    tools.setDimensions(2, 0, 1);
    QVERIFY(!tools.chooserX().isVisible());
    QVERIFY(!tools.drawer().isVisible());
    tools.setDimensions(20, 0, 1);
    QVERIFY(tools.chooserX().isVisible());
    QCOMPARE(tools.chooserX().count(), 20);
    QVERIFY(tools.drawer().isVisible());
    QSignalSpy chosen(&tools, &PlaneTools::toolChosen);
    for (QToolButton* button : tools.findChildren<QToolButton*>())
        if (button->defaultAction() == &tools.pan())
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(tools.pan().isChecked() && !tools.probe().isChecked());
}

QTEST_MAIN(tst_LatentPlane)
#include "tst_LatentPlane.moc"
