// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/widgets/NumberLabel.h"

using namespace isthmus;

/// A number has the room that it needs.
class TestNumberLabel : public QObject
{
    Q_OBJECT

private slots:
    void widthStaysForExpectedNumbers();
    void widthGrowsWithALargerNumber();
};

void TestNumberLabel::widthStaysForExpectedNumbers()
{
    NumberLabel label("888,888");
    const QSize before = label.sizeHint();
    label.setText("1");
    QCOMPARE(label.sizeHint(), before);
    label.setText("999,999");
    QCOMPARE(label.sizeHint().height(), before.height());
    QCOMPARE(label.accessibleName(), QString("999,999"));
}

void TestNumberLabel::widthGrowsWithALargerNumber()
{
    NumberLabel label("888,888");
    label.setText("1,062,000");
    QVERIFY(label.sizeHint().width() >= label.fontMetrics().horizontalAdvance("1,062,000"));
    const int wide = label.sizeHint().width();
    label.setText("7");
    QCOMPARE(label.sizeHint().width(), wide); // or the row would move to and fro
}

ISTHMUS_TEST(TestNumberLabel)
#include "tst_NumberLabel.moc"
