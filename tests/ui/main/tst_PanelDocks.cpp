// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/PanelHands.h"

#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>

using namespace isthmus;
using namespace isthmus::test;

/// Panels fold, float and close by mouse, key and menu, and the window remembers it.
class TestPanelDocks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void headingFoldsItsPanel_data();
    void headingFoldsItsPanel();
    void foldedLossKeepsItsLegend();
    void foldsAreRemembered();
    void unfoldingLeavesAnArrangedLayoutAsItIs_data();
    void unfoldingLeavesAnArrangedLayoutAsItIs();
    void firstRunLeavesAnArrangedLayoutAsItIs();
    void foldingMovesNoHeadingAbove_data() { headingFoldsItsPanel_data(); }
    void foldingMovesNoHeadingAbove();
    void resetLayoutUnfolds();
    void buttonsOfATitleBarWorkByKey();
    void tabGoesFromTheTransportBarToThePanels();
    void viewMenuFoldsAndFloats();
    void layoutOfALargerScreenIsMadeToFit();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme; // gone before the application
};

namespace {

/// Drags the border left of the right column, as the user does.
/// @return whether it went along
bool widenRightColumn(RunPage& window, int by)
{
    const QWidget* dock = dockOf(window, "hand");
    const int width = dock->width();
    const QPoint border = dock->mapTo(&window, QPoint(-2, dock->height() / 2));
    QTest::mousePress(&window, Qt::LeftButton, {}, border);
    const QPoint end = border - QPoint(by, 0);
    QMouseEvent move(QEvent::MouseMove, end, window.mapToGlobal(end), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &move);
    const bool isWider = waitFor([&] { return dock->width() == width + by; });
    QTest::mouseRelease(&window, Qt::LeftButton, {}, end);
    return isWider;
}

} // namespace

void TestPanelDocks::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestPanelDocks::headingFoldsItsPanel_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"data", "model", "training", "hand", "reconstructions"})
        QTest::newRow(id) << id;
}

void TestPanelDocks::headingFoldsItsPanel()
{
    QFETCH(QString, id);
    LargeWindow open;
    QDockWidget* dock = dockOf(open.page, id);
    const QSize before = dock->size();
    QTest::mouseClick(headingOf(open.page, id), Qt::LeftButton);
    QVERIFY(!open.page.view(id.toStdString())->isVisible());
    if (id != "training" && id != "reconstructions") // below which there is nothing that could take the room
        QTRY_VERIFY(dock->height() < 40);
    QCOMPARE(dock->width(), before.width());
    QTest::mouseClick(headingOf(open.page, id), Qt::LeftButton);
    QVERIFY(open.page.view(id.toStdString())->isVisible());
    QTRY_VERIFY(dock->height() > before.height() / 2);
}

void TestPanelDocks::foldedLossKeepsItsLegend()
{
    LargeWindow open;
    const int plane = open.page.centralWidget()->height();
    QTest::mouseClick(headingOf(open.page, "loss"), Qt::LeftButton);
    QTRY_VERIFY(dockOf(open.page, "loss")->height() < 70);
    QVERIFY(open.page.view("loss")->isVisible());
    QTRY_VERIFY(open.page.centralWidget()->height() > plane);
    QTest::mouseClick(headingOf(open.page, "loss"), Qt::LeftButton);
    QTRY_COMPARE(open.page.centralWidget()->height(), plane);
}

void TestPanelDocks::foldsAreRemembered()
{
    {
        OpenWindow open;
        headingOf(open.page, "model")->setChecked(false);
        open.page.findChild<FoldingHeading*>("training/stopping")->setChecked(false);
        QVERIFY(open.window.close());
    }
    OpenWindow open;
    QVERIFY(!open.page.view("model")->isVisible());
    QVERIFY(!open.page.findChild<FoldingHeading*>("training/stopping")->isChecked());
    QVERIFY(open.page.view("training")->isVisible());
    QVERIFY(headingOf(open.page, "data")->isChecked());
}

void TestPanelDocks::unfoldingLeavesAnArrangedLayoutAsItIs_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"data", "model", "training"})
        QTest::newRow(id) << id;
}

void TestPanelDocks::unfoldingLeavesAnArrangedLayoutAsItIs()
{
    QFETCH(QString, id);
    LargeWindow open;
    const int first = dockOf(open.page, "hand")->width();
    QVERIFY(widenRightColumn(open.page, 60));
    const std::map<QString, QSize> arranged = settledSizes(open.page);
    headingOf(open.page, id)->setChecked(false);
    QVERIFY(!open.page.view(id.toStdString())->isVisible());
    (void)settledSizes(open.page);
    headingOf(open.page, id)->setChecked(true);
    QTRY_COMPARE(sizesOfDocks(open.page), arranged);
    open.window.resize(1400, 900);
    (void)settledSizes(open.page);
    QCOMPARE(dockOf(open.page, "hand")->width(), first + 60);
}

void TestPanelDocks::firstRunLeavesAnArrangedLayoutAsItIs()
{
    EmptyWindow empty;
    MainWindow& window = empty.window;
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window, kPatience));
    const int first = dockOf(empty.page, "hand")->width();
    QVERIFY(widenRightColumn(empty.page, 60));
    empty.session.startRun(windowRun());
    QCoreApplication::processEvents();
    QCOMPARE(dockOf(empty.page, "hand")->width(), first + 60);
}

void TestPanelDocks::foldingMovesNoHeadingAbove()
{
    QFETCH(QString, id);
    LargeWindow open;
    const std::map<QString, QSize> arranged = settledSizes(open.page);
    const int top = dockOf(open.page, id)->y();
    headingOf(open.page, id)->setChecked(false);
    QVERIFY(!open.page.view(id.toStdString())->isVisible());
    (void)settledSizes(open.page);
    QCOMPARE(dockOf(open.page, id)->y(), top);
    headingOf(open.page, id)->setChecked(true);
    QTRY_COMPARE(sizesOfDocks(open.page), arranged);
}

void TestPanelDocks::resetLayoutUnfolds()
{
    LargeWindow open;
    for (const char* id : {"data", "training", "loss"})
        headingOf(open.page, id)->setChecked(false);
    open.page.resetLayout();
    for (const char* id : {"data", "training", "loss"})
        QVERIFY(headingOf(open.page, id)->isChecked() && open.page.view(id)->isVisible());
    QTRY_VERIFY(dockOf(open.page, "loss")->height() > 120);
}

void TestPanelDocks::buttonsOfATitleBarWorkByKey()
{
    OpenWindow open;
    QToolButton* floats = buttonCalled(open.page, "Float Reconstructions");
    QVERIFY(floats && floats->isVisible() && floats->icon().isNull());
    floats->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(!floats->icon().isNull()); // seen while it has the focus
    QTest::keyClick(floats, Qt::Key_Return);
    QVERIFY(dockOf(open.page, "reconstructions")->isFloating());
    QTest::keyClick(floats, Qt::Key_Return);
    QVERIFY(!dockOf(open.page, "reconstructions")->isFloating());
    QTest::keyClick(buttonCalled(open.page, "Close Reconstructions"), Qt::Key_Return);
    QVERIFY(!dockOf(open.page, "reconstructions")->isVisible());
}

void TestPanelDocks::tabGoesFromTheTransportBarToThePanels()
{
    OpenWindow open;
    QWidget* first = open.page.menuWidget()->findChild<QPushButton*>();
    first->setFocus(Qt::TabFocusReason);
    QList<QWidget*> reached{first};
    while (reached.size() < 200) {
        QTest::keyClick(reached.last(), Qt::Key_Tab);
        QWidget* next = QApplication::focusWidget();
        if (next == first)
            break;
        reached << next;
    }
    QVERIFY(reached.size() < 200);
    qsizetype last = -1; // panels in the order of the window
    for (const char* id : {"data", "model", "training", "hand", "reconstructions", "loss"}) {
        const qsizetype at = reached.indexOf(headingOf(open.page, id));
        QVERIFY2(at > last, id);
        last = at;
        const QString title = dockOf(open.page, id)->windowTitle();
        for (const char* verb : {"Float", "Close"})
            QVERIFY2(reached.contains(buttonCalled(open.page, QString(verb) + ' ' + title)), qPrintable(title));
    }
}

void TestPanelDocks::viewMenuFoldsAndFloats()
{
    OpenWindow open;
    QAction* fold = lineOf(open.page, "F&old", "Training");
    QVERIFY(fold && !fold->isChecked());
    fold->trigger();
    QVERIFY(!open.page.view("training")->isVisible());
    QVERIFY(lineOf(open.page, "F&old", "Training")->isChecked());
    lineOf(open.page, "F&loat", "Loss")->trigger();
    QVERIFY(dockOf(open.page, "loss")->isFloating());
}

void TestPanelDocks::layoutOfALargerScreenIsMadeToFit()
{
    {
        OpenWindow open;
        open.window.resize(3000, 2000);
        QCoreApplication::processEvents();
        open.page.resizeDocks({dockOf(open.page, "hand")}, {1800}, Qt::Horizontal);
        QVERIFY(open.window.close());
    }
    OpenWindow open;
    const QRect room = open.window.screen()->availableGeometry();
    const QRect place = open.window.geometry();
    QVERIFY2(room.contains(place),
        qPrintable(QString("%1 x %2 at %3, %4").arg(place.width()).arg(place.height()).arg(place.x()).arg(place.y())));
    QVERIFY(open.page.centralWidget()->width() >= 160);
    QVERIFY(open.page.view("hand")->isVisible());
}

ISTHMUS_TEST(TestPanelDocks)
#include "tst_PanelDocks.moc"
