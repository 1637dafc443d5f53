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
bool widenRightColumn(MainWindow& window, int by)
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
    QDockWidget* dock = dockOf(open.window, id);
    const QSize before = dock->size();
    QTest::mouseClick(headingOf(open.window, id), Qt::LeftButton);
    QVERIFY(!open.window.view(id.toStdString())->isVisible());
    if (id != "training" && id != "reconstructions") // below which there is nothing that could take the room
        QTRY_VERIFY(dock->height() < 40);
    QCOMPARE(dock->width(), before.width());
    QTest::mouseClick(headingOf(open.window, id), Qt::LeftButton);
    QVERIFY(open.window.view(id.toStdString())->isVisible());
    QTRY_VERIFY(dock->height() > before.height() / 2);
}

void TestPanelDocks::foldedLossKeepsItsLegend()
{
    LargeWindow open;
    const int plane = open.window.centralWidget()->height();
    QTest::mouseClick(headingOf(open.window, "loss"), Qt::LeftButton);
    QTRY_VERIFY(dockOf(open.window, "loss")->height() < 70);
    QVERIFY(open.window.view("loss")->isVisible());
    QTRY_VERIFY(open.window.centralWidget()->height() > plane);
    QTest::mouseClick(headingOf(open.window, "loss"), Qt::LeftButton);
    QTRY_COMPARE(open.window.centralWidget()->height(), plane);
}

void TestPanelDocks::foldsAreRemembered()
{
    {
        OpenWindow open;
        headingOf(open.window, "model")->setChecked(false);
        open.window.findChild<FoldingHeading*>("training/stopping")->setChecked(false);
        QVERIFY(open.window.close());
    }
    OpenWindow open;
    QVERIFY(!open.window.view("model")->isVisible());
    QVERIFY(!open.window.findChild<FoldingHeading*>("training/stopping")->isChecked());
    QVERIFY(open.window.view("training")->isVisible());
    QVERIFY(headingOf(open.window, "data")->isChecked());
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
    const int first = dockOf(open.window, "hand")->width();
    QVERIFY(widenRightColumn(open.window, 60));
    const std::map<QString, QSize> arranged = settledSizes(open.window);
    headingOf(open.window, id)->setChecked(false);
    QVERIFY(!open.window.view(id.toStdString())->isVisible());
    (void)settledSizes(open.window);
    headingOf(open.window, id)->setChecked(true);
    QTRY_COMPARE(sizesOfDocks(open.window), arranged);
    open.window.resize(1400, 900);
    QTest::qWait(50);
    QCOMPARE(dockOf(open.window, "hand")->width(), first + 60);
}

void TestPanelDocks::firstRunLeavesAnArrangedLayoutAsItIs()
{
    Session session{nullptr, 2};
    MainWindow window{session};
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window, kPatience));
    const int first = dockOf(window, "hand")->width();
    QVERIFY(widenRightColumn(window, 60));
    session.startRun(windowRun());
    QCoreApplication::processEvents();
    QCOMPARE(dockOf(window, "hand")->width(), first + 60);
}

void TestPanelDocks::foldingMovesNoHeadingAbove()
{
    QFETCH(QString, id);
    LargeWindow open;
    const std::map<QString, QSize> arranged = settledSizes(open.window);
    const int top = dockOf(open.window, id)->y();
    headingOf(open.window, id)->setChecked(false);
    QVERIFY(!open.window.view(id.toStdString())->isVisible());
    (void)settledSizes(open.window);
    QCOMPARE(dockOf(open.window, id)->y(), top);
    headingOf(open.window, id)->setChecked(true);
    QTRY_COMPARE(sizesOfDocks(open.window), arranged);
}

void TestPanelDocks::resetLayoutUnfolds()
{
    LargeWindow open;
    for (const char* id : {"data", "training", "loss"})
        headingOf(open.window, id)->setChecked(false);
    open.window.resetLayout();
    for (const char* id : {"data", "training", "loss"})
        QVERIFY(headingOf(open.window, id)->isChecked() && open.window.view(id)->isVisible());
    QTRY_VERIFY(dockOf(open.window, "loss")->height() > 120);
}

void TestPanelDocks::buttonsOfATitleBarWorkByKey()
{
    OpenWindow open;
    QToolButton* floats = buttonCalled(open.window, "Float Reconstructions");
    QVERIFY(floats && floats->isVisible() && floats->icon().isNull());
    floats->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(!floats->icon().isNull()); // seen while it has the focus
    QTest::keyClick(floats, Qt::Key_Return);
    QVERIFY(dockOf(open.window, "reconstructions")->isFloating());
    QTest::keyClick(floats, Qt::Key_Return);
    QVERIFY(!dockOf(open.window, "reconstructions")->isFloating());
    QTest::keyClick(buttonCalled(open.window, "Close Reconstructions"), Qt::Key_Return);
    QVERIFY(!dockOf(open.window, "reconstructions")->isVisible());
}

void TestPanelDocks::tabGoesFromTheTransportBarToThePanels()
{
    OpenWindow open;
    QWidget* first = open.window.menuWidget()->findChild<QPushButton*>();
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
        const qsizetype at = reached.indexOf(headingOf(open.window, id));
        QVERIFY2(at > last, id);
        last = at;
        const QString title = dockOf(open.window, id)->windowTitle();
        for (const char* verb : {"Float", "Close"})
            QVERIFY2(reached.contains(buttonCalled(open.window, QString(verb) + ' ' + title)), qPrintable(title));
    }
}

void TestPanelDocks::viewMenuFoldsAndFloats()
{
    OpenWindow open;
    QAction* fold = lineOf(open.window, "F&old", "Training");
    QVERIFY(fold && !fold->isChecked());
    fold->trigger();
    QVERIFY(!open.window.view("training")->isVisible());
    QVERIFY(lineOf(open.window, "F&old", "Training")->isChecked());
    lineOf(open.window, "F&loat", "Loss")->trigger();
    QVERIFY(dockOf(open.window, "loss")->isFloating());
}

void TestPanelDocks::layoutOfALargerScreenIsMadeToFit()
{
    {
        OpenWindow open;
        open.window.resize(3000, 2000);
        QCoreApplication::processEvents();
        open.window.resizeDocks({dockOf(open.window, "hand")}, {1800}, Qt::Horizontal);
        QVERIFY(open.window.close());
    }
    OpenWindow open;
    const QRect room = open.window.screen()->availableGeometry();
    const QRect place = open.window.geometry();
    QVERIFY2(room.contains(place),
        qPrintable(QString("%1 x %2 at %3, %4").arg(place.width()).arg(place.height()).arg(place.x()).arg(place.y())));
    QVERIFY(open.window.centralWidget()->width() >= 160);
    QVERIFY(open.window.view("hand")->isVisible());
}

ISTHMUS_TEST(TestPanelDocks)
#include "tst_PanelDocks.moc"
