// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/RowData.h"
#include "ui/dialogs/open/ThumbnailGrid.h"
#include "ui/samples/Strips.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

#include <memory>

using namespace isthmus;

namespace {

std::vector<PreviewPicture> pictures(int count, QSize size)
{
    std::vector<PreviewPicture> all(static_cast<std::size_t>(count));
    for (PreviewPicture& each : all) {
        each.image = QImage(size, QImage::Format_RGB32);
        each.image.fill(Qt::black);
    }
    return all;
}

int columnsOf(const ThumbnailGrid& grid)
{
    int columns = 1;
    while (grid.cell(columns).y() == grid.cell(0).y())
        ++columns;
    return columns;
}

void showPreview(ThumbnailGrid& grid, const Dataset& data)
{
    QStringList titles;
    const DatasetPreview preview = previewOf(data, {});
    for (const PreviewPicture& picture : preview.pictures)
        titles << sampleTitle(data, picture.sample);
    grid.setPictures(preview.pictures, titles, sampleForm(data));
}

QString tipOf(ThumbnailGrid& grid, QPoint place)
{
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, place, grid.mapToGlobal(place));
    QApplication::sendEvent(&grid, &help);
    return QToolTip::text().remove(QRegularExpression("<[^>]*>"));
}

} // namespace

/// Some images of a data set in rows.
class TestThumbnailGrid : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }
    void lineOfTextBelowLaysNothingAnew();
    void gapsAreAlikeBesideAndBelow();
    void rowsStandOnCardsWithTheirNames();
    void signalsStandOnCardsWithAxes();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestThumbnailGrid::lineOfTextBelowLaysNothingAnew()
{
    ThumbnailGrid grid;
    grid.resize(488, 460);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid, test::kPatience));
    grid.setPictures(pictures(64, {28, 28}));
    QCOMPARE(columnsOf(grid), 8);
    grid.resize(488, 370); // notices came
    QCOMPARE(columnsOf(grid), 8);
    QVERIFY(grid.rect().contains(grid.cell(63)));
    grid.setPictures(pictures(64, {28, 28})); // read again
    QCOMPARE(columnsOf(grid), 8);
    grid.resize(488, 200); // here others are much larger
    QVERIFY(columnsOf(grid) > 8);
    grid.setPictures(pictures(12, {28, 28}));
    QCOMPARE(columnsOf(grid), 6);
}

void TestThumbnailGrid::gapsAreAlikeBesideAndBelow()
{
    ThumbnailGrid grid;
    grid.resize(488, 460);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid, test::kPatience));
    grid.setPictures(pictures(12, {8, 16}));
    const QRect first = grid.cell(0);
    QCOMPARE(first.height(), 2 * first.width());
    QCOMPARE(grid.cell(1).x() - first.right(), grid.cell(columnsOf(grid)).y() - first.bottom());
    QVERIFY(grid.rect().contains(grid.cell(11)));
    grid.setPictures(pictures(12, {784, 1})); // not as flat as that
    QVERIFY(grid.cell(0).height() > 16);
}

void TestThumbnailGrid::rowsStandOnCardsWithTheirNames()
{
    const Dataset data = test::tableOfEight();
    ThumbnailGrid grid;
    grid.resize(488, 460);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid, test::kPatience));
    showPreview(grid, data);
    QCOMPARE(columnsOf(grid), 2);
    QVERIFY(grid.cell(0).width() > 200 && grid.cell(0).height() > 100);
    QVERIFY(grid.rect().contains(grid.cell(3)));
    QVERIFY(grid.cell(40).isEmpty());
    QVERIFY(grid.accessibleDescription().startsWith("50 rows"));
    const QString tip = tipOf(grid, grid.cell(1).center());
    QVERIFY2(tip.contains(", training row ") && tip.contains("density of the fur [1/mm2]"), qPrintable(tip));
    QVERIFY(test::pixelsLike(grid.grab(grid.cell(0)).toImage(), m_theme->tokens().accent) > 40); // bars
    QVERIFY(test::pixelsLike(grid.grab(grid.cell(0)).toImage(), m_theme->tokens().text) > 200); // names and numbers
    const QString before = tipOf(grid, grid.cell(1).center());
    grid.resize(488, 380); // notices came: what stands there stays
    QVERIFY(tipOf(grid, grid.cell(1).center()).startsWith(before.left(20)));
    grid.setPictures(pictures(12, {28, 28}));
    QCOMPARE(columnsOf(grid), 4);
    grid.resize(200, 60); // and one card at least
    showPreview(grid, data);
    QVERIFY(!grid.cell(0).isEmpty());
}

void TestThumbnailGrid::signalsStandOnCardsWithAxes()
{
    ThumbnailGrid grid;
    grid.resize(488, 460);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid, test::kPatience));
    showPreview(grid, test::sines());
    QVERIFY(grid.rect().contains(grid.cell(5)));
    QVERIFY(tipOf(grid, grid.cell(0).center()).startsWith("row 1column "));
    QVERIFY(test::pixelsLike(grid.grab(grid.cell(0)).toImage(), m_theme->tokens().accent) > 40);
}

ISTHMUS_TEST(TestThumbnailGrid)
#include "tst_ThumbnailGrid.moc"
