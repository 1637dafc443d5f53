// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/widgets/rateText.h"

using namespace isthmus;

class TestRateText : public QObject
{
    Q_OBJECT

private slots:
    void slowTrainingIsNotRoundedAway();
};

void TestRateText::slowTrainingIsNotRoundedAway()
{
    QCOMPARE(rateText(4.23), "4.2");
    QCOMPARE(rateText(9.96), "10");
    QCOMPARE(rateText(37.4), "37");
    QCOMPARE(rateText(412), "412");
    QCOMPARE(rateText(999.6), "1,000");
    QCOMPARE(rateText(12345), "12,300");
}

ISTHMUS_APPLESS_TEST(TestRateText)
#include "tst_rateText.moc"
