// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/widgets/epochText.h"

using namespace isthmus;

class TestEpochText : public QObject
{
    Q_OBJECT

private slots:
    void figureIsRoundedButNotUpToAnEpoch_data();
    void figureIsRoundedButNotUpToAnEpoch();
    void everyHundredthIsItself();
    void figureOfNothingIsNotShown();
};

void TestEpochText::figureIsRoundedButNotUpToAnEpoch_data()
{
    QTest::addColumn<double>("epoch");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << "0.00";
    QTest::newRow("a part") << 120.0 / 469 << "0.26";
    QTest::newRow("one step before its end") << 468.0 / 469 << "0.99";
    QTest::newRow("its end") << 1.0 << "1.00";
    QTest::newRow("tens") << 99.999 << "99.99";
    QTest::newRow("hundreds") << 120.57 << "120.6";
    QTest::newRow("thousands") << 1234.0 << "1,234.0";
    QTest::newRow("many") << 15540.3 << "15,540.3";
}

void TestEpochText::figureIsRoundedButNotUpToAnEpoch()
{
    QFETCH(double, epoch);
    QTEST(epochText(epoch), "text");
}

void TestEpochText::everyHundredthIsItself()
{
    for (int i = 0; i < 10'000; ++i)
        QCOMPARE(epochText(i / 100.0), QString::number(i / 100.0, 'f', 2));
}

void TestEpochText::figureOfNothingIsNotShown()
{
    QVERIFY(!isEpochShown(0));
    QVERIFY(!isEpochShown(0.004));
    QVERIFY(isEpochShown(0.006));
}

ISTHMUS_APPLESS_TEST(TestEpochText)
#include "tst_epochText.moc"
