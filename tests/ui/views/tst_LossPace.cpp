// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/views/loss/LossView.h"

#include <QTest>

using namespace isthmus;

/// How often the curves are painted while a run trains.
class TestLossPace : public QObject
{
    Q_OBJECT

private slots:
    void curvesNeverTrailFar();
};

void TestLossPace::curvesNeverTrailFar()
{
    QCOMPARE(paceFor(0), 100);
    QCOMPARE(paceFor(2), 160);
    QCOMPARE(paceFor(20), 400); // a busy machine: 1.6 s would be many epochs of a small set
    QCOMPARE(paceFor(200), 1600); // painting alone must not fill the time
}

ISTHMUS_TEST(TestLossPace)
#include "tst_LossPace.moc"
