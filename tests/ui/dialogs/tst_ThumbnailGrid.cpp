// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/dialogs/open/ThumbnailGrid.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QTest>

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

ISTHMUS_TEST(TestThumbnailGrid)
#include "tst_ThumbnailGrid.moc"
