// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/widgets/codeText.h"

using namespace isthmus;

class TestCodeText : public QObject
{
    Q_OBJECT

private slots:
    void dimensionsCountFromOneInSubscripts();
    void minusIsTheTrueOne();
    void valuesAreShort();
    void decimalsFollowTheSpan();
};

void TestCodeText::dimensionsCountFromOneInSubscripts()
{
    QCOMPARE(dimensionName(0), QString::fromUtf8("z₁"));
    QCOMPARE(dimensionName(108), QString::fromUtf8("z₁₀₉"));
}

void TestCodeText::minusIsTheTrueOne()
{
    QCOMPARE(signedNumber(-0.481), QString::fromUtf8("−0.48"));
    QCOMPARE(signedNumber(3, 1), "3.0");
    QCOMPARE(signedNumber(-0.001), "0.00");
}

void TestCodeText::valuesAreShort()
{
    QCOMPARE(valueText(-9.437781), QString::fromUtf8("−9.43778"));
    QCOMPARE(valueText(0.123456), "0.123");
    QCOMPARE(valueText(-1e-12), "0");
    QCOMPARE(valueText(255), "255");
}

void TestCodeText::decimalsFollowTheSpan()
{
    QCOMPARE(codeDecimals(0), 2); // not known
    QCOMPARE(codeDecimals(6), 2);
    QCOMPARE(codeDecimals(1), 2);
    QCOMPARE(codeDecimals(0.6), 3);
    QCOMPARE(codeDecimals(0.006), 5);
    QCOMPARE(codeDecimals(600), 2);
    QCOMPARE(codeDecimals(1e-30), 9);
}

ISTHMUS_APPLESS_TEST(TestCodeText)
#include "tst_codeText.moc"
