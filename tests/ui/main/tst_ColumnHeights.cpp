// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/PanelHands.h"
#include "ui/main/columnHeights.h"

#include <QMouseEvent>
#include <QScrollArea>

#include <algorithm>

using namespace isthmus;
using namespace isthmus::test;

using Heights = std::vector<int>;

/// Who gets the height of a column.
class TestColumnHeights : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void lastPanelGetsTheRest();
    void upperPanelsGiveWayAtTheEndOfARow();
    void foldedLastPanelKeepsItsPlace();
    void lastOpenPanelGetsWhatItLacks();
    void foldedPanelsFillTheColumnToo();
    void heightsFollowTheModel();
    void heightsFollowTheWindow();
    void heightsFollowInARestoredLayout();
    void draggedHeightsStay();
    void planeIsWiderThanTheHandsPanel_data();
    void planeIsWiderThanTheHandsPanel();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme; // gone before the application
};

namespace {

/// Height that a panel of the left column has beyond what it shows; px.
int spareOf(const RunPage& window, const char* id)
{
    const auto* area = qobject_cast<const QScrollArea*>(window.view(id));
    const QWidget* content = area ? area->widget() : window.view(id);
    const int wished = content->hasHeightForWidth()
        ? std::max(content->sizeHint().height(), content->heightForWidth(264))
        : content->sizeHint().height();
    return window.view(id)->height() - wished;
}

/// A model of many layers.
RunSpec deepRun()
{
    RunSpec run = windowRun();
    for (int i = 0; i < 4; ++i)
        run.model.encoder.push_back({"dense", {{"units", 8}}});
    return run;
}

} // namespace

void TestColumnHeights::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestColumnHeights::lastPanelGetsTheRest()
{
    const std::vector<PanelRoom> panels{{.least = 50, .wished = 120}, {.least = 100, .wished = 300}, {100, 900}};
    QCOMPARE(columnHeights(panels, 800), (Heights{120, 300, 380}));
    QCOMPARE(columnHeights(panels, 2000), (Heights{120, 300, 1580}));
    QCOMPARE(columnHeights({}, 800), Heights{});
}

void TestColumnHeights::upperPanelsGiveWayAtTheEndOfARow()
{
    const std::vector<PanelRoom> panels{{.least = 120, .wished = 120},
        {.least = 100, .wished = 500, .ends = {60, 150, 250, 320, 410}}, {.least = 100, .wished = 700}};
    // A quarter is the last one's, so 480 - 0.25 * 600 are left for the second, of which 320 end at a row.
    QCOMPARE(columnHeights(panels, 600), (Heights{120, 320, 160}));
    QCOMPARE(columnHeights(panels, 340), (Heights{120, 120, 100})); // no row ends above the least
}

void TestColumnHeights::foldedLastPanelKeepsItsPlace()
{
    std::vector<PanelRoom> panels{{.least = 50, .wished = 120}, {.least = 100, .wished = 300}, {100, 900}};
    const Heights open = columnHeights(panels, 800);
    panels.back() = {.least = 34, .isFolded = true};
    QCOMPARE(columnHeights(panels, 800), open);
}

void TestColumnHeights::lastOpenPanelGetsWhatItLacks()
{
    const std::vector<PanelRoom> panels{
        {.least = 50, .wished = 120}, {.least = 100, .wished = 500}, {.least = 34, .isFolded = true}};
    QCOMPARE(columnHeights(panels, 600), (Heights{120, 446, 34}));
    QCOMPARE(columnHeights(panels, 800), (Heights{120, 500, 180}));
}

void TestColumnHeights::foldedPanelsFillTheColumnToo()
{
    const PanelRoom folded{.least = 34, .isFolded = true};
    QCOMPARE(columnHeights({folded, folded, folded}, 600), (Heights{34, 34, 532}));
    QCOMPARE(columnHeights({folded, {.least = 100, .wished = 200}, {.least = 90, .wished = 95}}, 600),
        (Heights{34, 200, 366}));
}

void TestColumnHeights::heightsFollowTheModel()
{
    LargeWindow open;
    QCOMPARE(spareOf(open.page, "model"), 0);
    const int first = dockOf(open.page, "model")->height();
    open.session.startRun(deepRun());
    QTRY_VERIFY(dockOf(open.page, "model")->height() > first);
    QTRY_COMPARE(spareOf(open.page, "model"), 0);
    open.session.startRun(windowRun());
    QTRY_COMPARE(dockOf(open.page, "model")->height(), first);
    QCOMPARE(spareOf(open.page, "data"), 0);
}

void TestColumnHeights::heightsFollowTheWindow()
{
    LargeWindow open;
    const std::map<QString, QSize> first = settledSizes(open.page);
    open.page.setMinimumSize(0, 0);
    open.window.resize(1000, 660);
    (void)settledSizes(open.page);
    QVERIFY(spareOf(open.page, "data") <= 0 && spareOf(open.page, "model") <= 0);
    open.window.resize(1440, 900);
    QTRY_COMPARE(sizesOfDocks(open.page), first);
}

void TestColumnHeights::heightsFollowInARestoredLayout()
{
    {
        OpenWindow open;
        QVERIFY(open.window.close());
    }
    LargeWindow open(deepRun());
    QTRY_COMPARE(spareOf(open.page, "model"), 0);
    QCOMPARE(spareOf(open.page, "data"), 0);
}

void TestColumnHeights::draggedHeightsStay()
{
    LargeWindow open;
    const QDockWidget* data = dockOf(open.page, "data");
    const int before = data->height();
    const QPoint border = data->mapTo(&open.page, QPoint(data->width() / 2, before + 2));
    const QPoint end = border + QPoint(0, 40);
    QTest::mousePress(&open.page, Qt::LeftButton, {}, border);
    QMouseEvent move(QEvent::MouseMove, end, open.page.mapToGlobal(end), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&open.page, &move);
    QTRY_COMPARE(data->height(), before + 40);
    QTest::mouseRelease(&open.page, Qt::LeftButton, {}, end);
    open.session.startRun(deepRun());
    (void)settledSizes(open.page);
    QCOMPARE(data->height(), before + 40);
    const int right = dockOf(open.page, "hand")->width();
    open.page.resetLayout();
    QTRY_COMPARE(data->height(), before);
    QCOMPARE(dockOf(open.page, "hand")->width(), right);
}

void TestColumnHeights::planeIsWiderThanTheHandsPanel_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("the smallest") << MainWindow::kLeastSize;
    QTest::newRow("an old projector") << QSize(1024, 700);
    QTest::newRow("as wished") << QSize(1440, 900);
}

void TestColumnHeights::planeIsWiderThanTheHandsPanel()
{
    QFETCH(QSize, size);
    LargeWindow open;
    open.page.setMinimumSize(0, 0);
    open.window.resize(size);
    const std::map<QString, QSize> sizes = settledSizes(open.page);
    QVERIFY2(open.page.centralWidget()->width() > sizes.at("hand").width(),
        qPrintable(QString("%1, %2").arg(open.page.centralWidget()->width()).arg(sizes.at("hand").width())));
    QVERIFY(sizes.at("reconstructions").height() >= 120);
}

ISTHMUS_TEST(TestColumnHeights)
#include "tst_ColumnHeights.moc"
