// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/spread.h"
#include "tests/TestProgram.h"

using namespace isthmus;

/// How much outputs differ from sample to sample.
class TestSpread : public QObject
{
    Q_OBJECT

private slots:
    void isTheShareOfVariance();
    void isUnknownWithoutDifferences();
};

namespace {

/// Two features of four samples: 0, 1, 2, 3 and ten times that, times `factor`, plus 1,000.
Batch staircase(float factor)
{
    Batch batch(2, 4);
    for (Index sample = 0; sample < 4; ++sample)
        for (Index feature = 0; feature < 2; ++feature)
            batch.row(feature)[sample] = 1000 + factor * static_cast<float>(sample) * (feature == 0 ? 1 : 10);
    return batch;
}

} // namespace

void TestSpread::isTheShareOfVariance()
{
    QCOMPARE(outputSpread(staircase(1), staircase(0.5F)).value(), 0.25);
    QCOMPARE(outputSpread(staircase(1), staircase(0)).value(), 0.0);
    const Matrix inputs = staircase(1).view().transpose();
    const Matrix outputs = staircase(0.5F).view().transpose();
    QCOMPARE(outputSpread(inputs, outputs).value(), 0.25);
}

void TestSpread::isUnknownWithoutDifferences()
{
    QVERIFY(!outputSpread(staircase(0), staircase(1)));
    QVERIFY(!outputSpread(Batch(2, 3), Batch(2, 3)));
}

ISTHMUS_APPLESS_TEST(TestSpread)
#include "tst_Spread.moc"
