// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/compare/FingerprintReader.h"
#include "ui/compare/likeness.h"
#include "ui/session/Workbench.h"

#include <QTest>

using namespace isthmus;

namespace {

RunSpec runOn(std::shared_ptr<const Dataset> data)
{
    RunSpec run = test::windowRun();
    run.data = std::move(data);
    return run;
}

} // namespace

/// Which runs are on the same data.
class TestLikeness : public QObject
{
    Q_OBJECT

private slots:
    void sharedDataIsTheSame();
    void dataOfAnotherSizeIsOther();
    void equalDataIsTheSameOnceItIsRead();
    void otherDataOfTheSameSizeIsOther();
    void dataThatNeedNotBeReadIsNot();
};

void TestLikeness::sharedDataIsTheSame()
{
    Workbench bench(2);
    bench.active().startRun(test::windowRun());
    bench.add().startRun(test::windowRun());
    QVERIFY(haveSameData(*bench.runs()[0], *bench.runs()[1]));
}

void TestLikeness::dataOfAnotherSizeIsOther()
{
    Workbench bench(2);
    bench.active().startRun(test::windowRun());
    bench.add().startRun(runOn(std::make_shared<const Dataset>(makeSprites(150, 40))));
    QVERIFY(!mayHaveSameData(*bench.runs()[0], *bench.runs()[1]));
}

void TestLikeness::equalDataIsTheSameOnceItIsRead()
{
    Workbench bench(2);
    bench.active().startRun(test::windowRun());
    bench.add().startRun(runOn(std::make_shared<const Dataset>(makeSprites(200, 50))));
    const RunSession& a = *bench.runs()[0];
    const RunSession& b = *bench.runs()[1];
    QVERIFY(mayHaveSameData(a, b) && !haveSameData(a, b));
    QVERIFY(!a.fingerprint()->isRead() && !b.fingerprint()->isRead()); // nor was it read to say so
    FingerprintReader reader(bench, nullptr);
    QTRY_VERIFY(haveSameData(a, b));
}

void TestLikeness::otherDataOfTheSameSizeIsOther()
{
    Workbench bench(2);
    bench.active().startRun(test::windowRun());
    FingerprintReader reader(bench, nullptr);
    bench.add().startRun(runOn(std::make_shared<const Dataset>(makeSprites(200, 50, 3))));
    QTRY_VERIFY(!mayHaveSameData(*bench.runs()[0], *bench.runs()[1]));
    QVERIFY(!haveSameData(*bench.runs()[0], *bench.runs()[1]));
}

void TestLikeness::dataThatNeedNotBeReadIsNot()
{
    Workbench bench(2);
    bench.active().startRun(test::windowRun());
    bench.add().startRun(test::windowRun());
    FingerprintReader reader(bench, nullptr);
    bench.add().startRun(runOn(std::make_shared<const Dataset>(makeSprites(200, 50))));
    QTRY_VERIFY(haveSameData(*bench.runs()[0], *bench.runs()[2]));
    bench.add().startRun(runOn(std::make_shared<const Dataset>(makeSprites(150, 40))));
    QTRY_VERIFY(bench.runs()[1]->fingerprint()->isRead());
    QVERIFY(!bench.runs()[3]->fingerprint()->isRead());
}

ISTHMUS_TEST(TestLikeness)
#include "tst_likeness.moc"
