// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Mutex.h"
#include "tests/TestProgram.h"

#include <chrono>
#include <thread>

using namespace isthmus;
using namespace std::chrono_literals;

namespace isthmus::test {

inline constexpr auto kMutexPatience = 30s;

/// Two threads count with it.
struct Counter
{
    void add(int times)
    {
        for (int i = 0; i < times; ++i) {
            const MutexLock lock(mutex);
            ++count;
        }
    }

    Mutex mutex;
    std::condition_variable news;
    int count ISTHMUS_GUARDED_BY(mutex) = 0;
};

} // namespace isthmus::test

using isthmus::test::Counter;
using isthmus::test::kMutexPatience;

/// Tests what a lock does. Only ./dev lint sees that clang refuses what touches a member without its lock.
class TestMutex : public QObject
{
    Q_OBJECT
private slots:
    void oneThreadAtATimeHoldsIt()
    {
        Counter counter;
        std::thread other([&counter] { counter.add(100'000); });
        counter.add(100'000);
        other.join();
        const MutexLock lock(counter.mutex);
        QCOMPARE(counter.count, 200'000);
    }

    void whoWaitsLetsOthersHaveIt()
    {
        Counter counter;
        std::thread other;
        {
            MutexLock lock(counter.mutex);
            other = std::thread([&counter] {
                counter.add(1);
                counter.news.notify_all();
            });
            const auto isThere = [&counter]() ISTHMUS_REQUIRES(counter.mutex) { return counter.count == 1; };
            QVERIFY(lock.waitFor(counter.news, kMutexPatience, isThere));
            lock.wait(counter.news, isThere); // it holds already
            QVERIFY(lock.waitUntil(counter.news, std::chrono::steady_clock::now() + kMutexPatience, isThere));
            QVERIFY(!lock.waitFor(counter.news, 1ms, [] { return false; }));
        }
        other.join();
    }

    void aLockIsGivenUpForAWhile()
    {
        Counter counter;
        MutexLock lock(counter.mutex);
        lock.unlock();
        std::thread([&counter] { counter.add(3); }).join();
        lock.lock();
        QCOMPARE(counter.count, 3);
    }
};

ISTHMUS_APPLESS_TEST(TestMutex)
#include "tst_Mutex.moc"
