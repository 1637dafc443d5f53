// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/PanelHands.h"
#include "ui/main/RunsActions.h"

#include <QLabel>
#include <QWindow>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The page of a second run on the same data.
RunPage& openFurther(OpenWindow& open)
{
    RunSpec run = open.session.run();
    run.training.seed = 2;
    open.window.runs().open(run);
    return open.window.page(*open.bench.runs().back());
}

} // namespace

/// Panels that float are seen to float, and the buttons for it are where the others are.
class TestFloatingPanels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void floatingPanelStandsAside_data();
    void floatingPanelStandsAside();
    void floatingPanelHasATitleBarAndAFrame();
    void floatingPanelShowsTheWayBack();
    void panelGoesBackToItsPlace();
    void doubleClickFloatsThePanel();
    void handThatGoesAlongATitleMovesNoPanel();
    void buttonsShowWithTheHeading_data() { floatingPanelStandsAside_data(); }
    void buttonsShowWithTheHeading();
    void buttonsOfLossStandInOneLine();
    void floatingPanelLeavesAndComesBackWithExplore();
    void floatingPanelOfAClosedWindowComesBack();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme; // gone before the application
};

void TestFloatingPanels::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFloatingPanels::floatingPanelStandsAside_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"data", "model", "training", "hand", "reconstructions", "loss"})
        QTest::newRow(id) << id;
}

void TestFloatingPanels::floatingPanelStandsAside()
{
    QFETCH(QString, id);
    OpenWindow open;
    QDockWidget* dock = dockOf(open.page, id);
    const QPoint docked = dock->mapToGlobal(QPoint(0, 0));
    lineOf(open.page, "F&loat", dock->windowTitle())->trigger();
    QVERIFY(dock->isFloating());
    const QPoint moved = dock->pos() - docked;
    QVERIFY2(std::abs(moved.x()) >= 16 && std::abs(moved.y()) >= 16,
        qPrintable(QString("%1, %2").arg(moved.x()).arg(moved.y())));
}

void TestFloatingPanels::floatingPanelHasATitleBarAndAFrame()
{
    OpenWindow open;
    QDockWidget* dock = dockOf(open.page, "loss");
    lineOf(open.page, "F&loat", "Loss")->trigger();
    QTRY_VERIFY(dock->isVisible() && !dock->windowFlags().testFlag(Qt::FramelessWindowHint));
    QVERIFY(dock->isFloating() && dock->isWindow());
    QCOMPARE(dock->windowTitle(), "Loss");
    const QImage image = dock->grab().toImage();
    const ThemeTokens& look = m_theme->tokens();
    const QPoint middle = image.rect().center();
    for (const QPoint edge : {QPoint(0, middle.y()), QPoint(middle.x(), 0), QPoint(image.width() - 1, middle.y()),
             QPoint(middle.x(), image.height() - 1)})
        QCOMPARE(image.pixelColor(edge), look.dim);
    QCOMPARE(image.pixelColor(2, middle.y()), look.panel);
}

void TestFloatingPanels::floatingPanelShowsTheWayBack()
{
    OpenWindow open;
    QToolButton* button = buttonCalled(open.page, "Float Reconstructions");
    QVERIFY(button->icon().isNull());
    button->click();
    QTRY_VERIFY(!button->icon().isNull());
    button->click();
    QVERIFY(!dockOf(open.page, "reconstructions")->isFloating());
    QTRY_VERIFY(button->icon().isNull());
}

void TestFloatingPanels::panelGoesBackToItsPlace()
{
    LargeWindow open;
    const std::map<QString, QSize> before = settledSizes(open.page);
    QDockWidget* dock = dockOf(open.page, "loss");
    for (const char* id : {"loss", "model", "hand"}) {
        const QString title = dockOf(open.page, id)->windowTitle();
        lineOf(open.page, "F&loat", title)->trigger();
        QTRY_VERIFY(!dockOf(open.page, id)->windowFlags().testFlag(Qt::FramelessWindowHint));
        lineOf(open.page, "F&loat", title)->trigger();
    }
    QVERIFY(!dock->isFloating() && dock->isVisible());
    QTRY_COMPARE(sizesOfDocks(open.page), before);
}

void TestFloatingPanels::doubleClickFloatsThePanel()
{
    OpenWindow open;
    QDockWidget* dock = dockOf(open.page, "model");
    const QWidget* bar = dock->titleBarWidget();
    const QPoint beside = bar->mapTo(&open.page, bar->rect().center()); // of the heading's words
    const QPoint docked = dock->mapToGlobal(QPoint(0, 0));
    QTest::mouseDClick(open.window.windowHandle(), Qt::LeftButton, {}, beside);
    QTRY_VERIFY(dock->isFloating() && !dock->windowFlags().testFlag(Qt::FramelessWindowHint));
    QVERIFY(dock->pos() != docked);
}

void TestFloatingPanels::buttonsShowWithTheHeading()
{
    QFETCH(QString, id);
    OpenWindow open;
    const QString title = dockOf(open.page, id)->windowTitle();
    const QWidget* heading = headingOf(open.page, id);
    const auto isShown = [&] {
        return !buttonCalled(open.page, "Float " + title)->icon().isNull()
            && !buttonCalled(open.page, "Close " + title)->icon().isNull();
    };
    QTest::mouseMove(open.window.windowHandle(), open.page.centralWidget()->geometry().center());
    QTRY_VERIFY(!isShown());
    QTest::mouseMove(open.window.windowHandle(), heading->mapTo(&open.page, heading->rect().center()));
    QTRY_VERIFY(isShown());
    QTest::mouseMove(open.window.windowHandle(), open.page.centralWidget()->geometry().center());
    QTRY_VERIFY(!isShown());
}

void TestFloatingPanels::buttonsOfLossStandInOneLine()
{
    LargeWindow open;
    const QWidget* loss = open.page.view("loss");
    const auto placeOf = [&](const QWidget* widget) {
        return QRect(widget->mapTo(loss, QPoint(0, 0)), widget->size());
    };
    const QRect heading = placeOf(headingOf(open.page, "loss"));
    int visible = 0;
    for (const QToolButton* button : loss->findChildren<QToolButton*>()) {
        if (!button->isVisible())
            continue;
        ++visible;
        QCOMPARE(placeOf(button).height(), heading.height());
        QCOMPARE(placeOf(button).top(), heading.top());
    }
    QVERIFY(visible >= 2);
    for (const char* name : {"Float Loss", "Close Loss"})
        QVERIFY(placeOf(buttonCalled(open.page, name)).width() >= 20);
}

void TestFloatingPanels::floatingPanelLeavesAndComesBackWithExplore()
{
    OpenWindow open;
    lineOf(open.page, "F&loat", "Under the hand")->trigger();
    RunPage& further = openFurther(open);
    QVERIFY(dockOf(further, "hand")->isFloating() && dockOf(further, "hand")->isVisible());
    QVERIFY(!dockOf(open.page, "hand")->isVisible());
    QTest::keyClick(&open.window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(open.window.workspace(), 1);
    QVERIFY(!dockOf(further, "hand")->isVisible());
    open.bench.setActive(open.session); // in Compare, where no panel belongs
    QVERIFY(!dockOf(open.page, "hand")->isVisible() && !dockOf(further, "hand")->isVisible());
    QTest::keyClick(&open.window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(dockOf(open.page, "hand")->isFloating() && dockOf(open.page, "hand")->isVisible());
    QVERIFY(!dockOf(further, "hand")->isVisible());
}

void TestFloatingPanels::floatingPanelOfAClosedWindowComesBack()
{
    {
        OpenWindow open;
        lineOf(open.page, "F&loat", "Under the hand")->trigger();
        openFurther(open);
        QTest::keyClick(&open.window, Qt::Key_2, Qt::ControlModifier);
        for (RunSession* run : open.bench.runs())
            run->setModified(false);
        QVERIFY(open.window.close());
    }
    OpenWindow again;
    QVERIFY(dockOf(again.page, "hand")->isFloating() && dockOf(again.page, "hand")->isVisible());
}

/// As one does that has missed a slider by some pixels.
void TestFloatingPanels::handThatGoesAlongATitleMovesNoPanel()
{
    OpenWindow open;
    QDockWidget* dock = dockOf(open.page, "training");
    QWidget* bar = dock->titleBarWidget();
    const QPoint start(bar->width() / 2, bar->height() - 4);
    QTest::mousePress(bar, Qt::LeftButton, {}, start);
    for (int way = 10; way <= 80; way += 10)
        QTest::mouseMove(bar, start + QPoint(way, way / 10));
    QVERIFY(!dock->isFloating());
    for (int way = 10; way <= 80; way += 10)
        QTest::mouseMove(bar, start - QPoint(0, way));
    QVERIFY(dock->isFloating());
    QTest::mouseRelease(bar, Qt::LeftButton, {}, start - QPoint(0, 80));
}

ISTHMUS_TEST(TestFloatingPanels)
#include "tst_FloatingPanels.moc"
