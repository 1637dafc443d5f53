// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/Bench.h"
#include "core/tasks/FmaPeak.h"

#include "core/base/Error.h"
#include "core/data/Sprites.h"

#include <QTest>

using namespace isthmus;

namespace {

RunSpec smallRun()
{
    RunSpec run;
    run.data = std::make_shared<Dataset>(makeSprites(50, 10));
    run.model.name = "small";
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 5}}}};
    run.model.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.training.batchSize = 20;
    return run;
}

} // namespace

class tst_Bench : public QObject
{
    Q_OBJECT

private slots:
    void numbersFollowFromEachOther();
    void progressEndsAtOne();
    void lossThatIsNotFiniteIsAnError();
    void peakIsAboveZero();
};

void tst_Bench::numbersFollowFromEachOther()
{
    const BenchResult result = bench(smallRun(), {2, 5, 0.02, 0.01}, {});
    QVERIFY(result.steps >= 1);
    QVERIFY(result.seconds >= 0.02);
    QCOMPARE(result.threads, 2);
    QCOMPARE(result.batch, 20);
    // Forward 784*5 twice, both gradients of the second layer, the weights' gradient of the first; 2 FLOP each.
    QVERIFY(result.flopPerSample >= 2 * 5 * 784 * 5);
    QVERIFY(result.flopPerSample < 2 * 5 * 784 * 5 + 10 * 784);
    QCOMPARE(result.gflops, result.samplesPerSecond * result.flopPerSample * 1e-9);
    QCOMPARE(result.peakShare, result.gflops / result.peakGflops);
    // An epoch is batches of 20, 20 and 10.
    const double samples = result.samplesPerSecond * result.seconds;
    QVERIFY(samples < 20.0 * double(result.steps) + 0.5);
    QVERIFY(samples > 10.0 * double(result.steps) - 0.5);
}

void tst_Bench::progressEndsAtOne()
{
    double last = 0;
    bool rises = true;
    bench(smallRun(), {1, 1, 0.02, 0.0}, [&](double share) {
        rises = rises && share >= last;
        last = share;
    });
    QVERIFY(rises);
    QCOMPARE(last, 1.0);
}

void tst_Bench::lossThatIsNotFiniteIsAnError()
{
    RunSpec run = smallRun();
    run.training.optimizer = "sgd";
    run.training.learningRate = 1e30;
    QVERIFY_EXCEPTION_THROWN((void)bench(run, {1, 100, 0.02, 0.0}, {}), Error);
}

void tst_Bench::peakIsAboveZero()
{
    ThreadPool pool(2);
    QVERIFY(measureFmaPeak(0.0, pool) > 0.01);
}

QTEST_GUILESS_MAIN(tst_Bench)
#include "tst_Bench.moc"
