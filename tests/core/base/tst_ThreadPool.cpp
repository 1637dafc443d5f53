// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/base/ThreadPool.h"
#include "tests/TestProgram.h"

#include <thread>

using namespace isthmus;

class TestThreadPool : public QObject
{
    Q_OBJECT
private slots:
    void eachTileRunsOnce_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {-1, 1, 2, 3, 8})
            QTest::addRow("%d threads", threads) << threads;
    }

    void eachTileRunsOnce()
    {
        QFETCH(int, threads);
        ThreadPool pool(threads);
        QCOMPARE(pool.threads(), std::max(threads, 1));
        for (const Index tiles : {0, 1, 2, 7, 1000}) {
            std::vector<std::atomic<int>> runs(static_cast<std::size_t>(tiles));
            pool.run(tiles, [&](Index tile) { ++runs[static_cast<std::size_t>(tile)]; });
            for (const auto& count : runs)
                QCOMPARE(count.load(), 1);
        }
    }

    void abandonedPassEndsEarly_data() { eachTileRunsOnce_data(); }

    void abandonedPassEndsEarly()
    {
        QFETCH(int, threads);
        ThreadPool pool(threads);
        std::atomic<int> begun = 0;
        pool.run(1000, [&](Index) {
            ++begun;
            pool.abandon();
        });
        QVERIFY(begun >= 1 && begun <= std::max(threads, 1));
        pool.run(1000, [&](Index) { begun = -1; });
        QVERIFY(begun > 0);
    }

    void workOfAPassIsDoneWhenRunReturns()
    {
        ThreadPool pool(3);
        std::vector<int> values(64); // plain ints: run() itself must order the accesses
        for (int pass = 1; pass <= 2000; ++pass) {
            pool.run(64, [&](Index tile) { values[static_cast<std::size_t>(tile)] += static_cast<int>(tile); });
            QCOMPARE(values[63], 63 * pass);
        }
        for (int tile = 0; tile < 64; ++tile)
            QCOMPARE(values[static_cast<std::size_t>(tile)], 2000 * tile);
    }

    void manyTinyPassesOfChangingSize()
    {
        ThreadPool pool(4);
        std::int64_t expected = 0;
        std::atomic<std::int64_t> sum{0};
        for (Index pass = 0; pass < 20000; ++pass) {
            const Index tiles = pass % 5;
            pool.run(tiles, [&](Index tile) { sum += tile + pass; });
            expected += tiles * (tiles - 1) / 2 + tiles * pass;
        }
        QCOMPARE(sum.load(), expected);
    }

    void passesAfterASleepWork()
    {
        ThreadPool pool(3);
        std::atomic<int> runs{0};
        for (int pass = 0; pass < 5; ++pass) {
            QTest::qSleep(20); // the pool's threads have gone to sleep
            pool.run(16, [&](Index) { ++runs; });
        }
        QCOMPARE(runs.load(), 80);
    }

    void aThrownErrorReachesTheCallerAfterAllTiles()
    {
        ThreadPool pool(3);
        std::atomic<int> runs{0};
        const auto fails = [&](Index tile) {
            ++runs;
            if (tile == 5)
                throw Error("tile five");
        };
        QVERIFY_THROWS_EXCEPTION(Error, pool.run(40, fails));
        QCOMPARE(runs.load(), 40);
        pool.run(40, [&](Index) { ++runs; });
        QCOMPARE(runs.load(), 80);
    }

    void severalErrorsAreOne()
    {
        ThreadPool pool(4);
        QVERIFY_THROWS_EXCEPTION(Error, pool.run(40, [](Index) { throw Error("each tile"); }));
        pool.run(40, [](Index) {});
    }

    void poolsWithinTilesOfAnotherPool()
    {
        ThreadPool outer(2);
        std::atomic<int> runs{0};
        outer.run(4, [&](Index) {
            ThreadPool inner(2);
            inner.run(8, [&](Index) { ++runs; });
        });
        QCOMPARE(runs.load(), 32);
    }

    void poolThreadsHaveTheirNiceness()
    {
        const int own = threadNiceness();
        ThreadPool pool(2, 10);
        const auto caller = std::this_thread::get_id();
        std::atomic<int> worker{-100};
        while (worker == -100) // either thread may take a tile
            pool.run(64, [&](Index) {
                if (std::this_thread::get_id() != caller)
                    worker = threadNiceness();
                else
                    std::this_thread::yield();
            });
        QCOMPARE(worker.load(), std::max(own, 10));
        QCOMPARE(threadNiceness(), own);
    }

    void aThreadReadsItsNicenessBack()
    {
        int readBack = -100;
        std::thread([&] {
            setThreadNiceness(15);
            readBack = threadNiceness();
        }).join();
        QCOMPARE(readBack, 15);
    }

    void processorTimeGrowsWithWorkAlone()
    {
        const double before = threadCpuSeconds();
        volatile double sum = 0;
        for (int i = 0; i < 200000; ++i)
            sum = sum + i;
        QVERIFY(threadCpuSeconds() > before);
    }
};

ISTHMUS_APPLESS_TEST(TestThreadPool)
#include "tst_ThreadPool.moc"
