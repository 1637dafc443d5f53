// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/compare/strips/RunRows.h"
#include "ui/theme/Theme.h"

#include <QApplication>

using namespace isthmus;

/// The rows of pictures and what stands beside them.
class TestStripNames : public QObject
{
    Q_OBJECT

private slots:
    void nameTakesTheWidthThatIsThere();
};

void TestStripNames::nameTakesTheWidthThatIsThere()
{
    const Theme theme(*qApp);
    RunRows rows;
    RunRow row;
    row.colour = 0;
    while (rows.fontMetrics().horizontalAdvance(row.name) < 112)
        row.name += "n";
    RunRow longer = row;
    longer.name += " of another run";
    rows.setRows({row, longer}, {28, 28});
    QCOMPARE(rows.shownName(0), row.name);
    QVERIFY(rows.shownName(1).contains(QChar(0x2026)));
    QCOMPARE(rows.shownName(1).back(), QChar('n'));
}

ISTHMUS_TEST(TestStripNames)
#include "tst_StripNames.moc"
