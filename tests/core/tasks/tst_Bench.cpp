// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/Bench.h"
#include "core/tasks/FmaPeak.h"
#include "tests/TestProgram.h"

#include "core/base/Error.h"
#include "core/data/Sprites.h"
#include "core/nn/products/Product.h"

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
    void peakKnowsAllVectorsOfTheProcessor();
    void decodesAreTimed();
    void matrixHasACellForEachPair();
};

void tst_Bench::numbersFollowFromEachOther()
{
    const BenchResult result = bench(smallRun(), {2, 5, 0.02, 0.01, {}}, {});
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
    bench(smallRun(), {1, 1, 0.02, 0.0, {}}, [&](double share) {
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
    QVERIFY_THROWS_EXCEPTION(Error, (void)bench(run, {1, 100, 0.02, 0.0, {}}, {}));
}

void tst_Bench::peakIsAboveZero()
{
    ThreadPool pool(2);
    QVERIFY(measureFmaPeak(0.0, pool).gflops > 0.01);
}

void tst_Bench::peakKnowsAllVectorsOfTheProcessor()
{
    const std::vector<FmaChains> all = fmaChainsOfThisProcessor();
    QCOMPARE(std::string(all.front().name), "baseline");
    QCOMPARE(std::string(all.back().name), productKernels());
    for (const FmaChains& chains : all) {
        // 0.5 x + 3 goes to 6 from any start, in each lane of each chain.
        const double lanes = chains.flopPerRepeat / 2;
        QCOMPARE(static_cast<double>(chains.run(1000, 0.5F, 3.0F)), 6 * lanes);
        // Twice i goes to 2 i: a chain's start is its number.
        QCOMPARE(static_cast<double>(chains.run(1, 2.0F, 0.0F)), 11.0 * lanes);
    }
}

void tst_Bench::decodesAreTimed()
{
    const BenchResult result = bench(smallRun(), {1, 1, 0.0, 0.0, 0.001}, {});
    for (const Latency& latency : {result.decode.one, result.decode.grid}) {
        QVERIFY(latency.median > 0);
        QVERIFY(latency.p95 >= latency.median);
    }
    const BenchResult without = bench(smallRun(), {1, 1, 0.0, 0.0, {}}, {});
    QCOMPARE(without.decode.one.median, 0.0);
}

void tst_Bench::matrixHasACellForEachPair()
{
    double last = 0;
    const std::vector<BenchResult> cells =
        benchMatrix(smallRun(), {{10, 25}, {1, 2, 3}, 0.0}, [&](double share) { last = share; });
    QCOMPARE(cells.size(), std::size_t(6));
    QCOMPARE(last, 1.0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        QCOMPARE(cells[i].batch, i < 3 ? 10 : 25);
        QCOMPARE(cells[i].threads, static_cast<int>(i % 3) + 1);
        QVERIFY(cells[i].samplesPerSecond > 0 && cells[i].peakShare > 0);
        QCOMPARE(cells[i].decode.one.median, cells[0].decode.one.median);
    }
    QVERIFY(cells[0].decode.one.median > 0);
}

ISTHMUS_GUILESS_TEST(tst_Bench)
#include "tst_Bench.moc"
