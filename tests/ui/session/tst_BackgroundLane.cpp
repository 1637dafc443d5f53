// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ThreadPool.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/session/BackgroundLane.h"

#include <QSignalSpy>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace isthmus;

namespace {

/// Holds work back until the test opens it.
class Gate
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }

    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_isReached = true;
        m_changed.wait(lock, [this] { return m_isOpen; });
    }

    bool isReached()
    {
        const std::lock_guard lock(m_mutex);
        return m_isReached;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
    bool m_isReached = false;
};

BackgroundLane::Work gives(int number)
{
    return [number](Breather&) { return std::make_shared<const int>(number); };
}

} // namespace

class TestBackgroundLane : public QObject
{
    Q_OBJECT

private slots:
    void resultComesOnTheWindowsThread();
    void workRunsOnAPatientThread();
    void keepsTheOrderOfClients();
    void whatIsPointedAtIsNext();
    void newerRequestReplacesTheWaitingOneInItsPlace();
    void runningWorkFinishesAndShows();
    void nothingComesForAClientThatIsGone();
    void runningWorkOfAClientThatIsGoneGivesUp();
    void cancelAllSilences();
    void nullResultIsNotShown();
    void exceptionIsTold();
    void endsWhileWorkBreathes();
    void smallShareRests();
};

void TestBackgroundLane::resultComesOnTheWindowsThread()
{
    BackgroundLane lane;
    QObject client;
    int result = 0;
    std::thread::id thread;
    lane.request(&client, gives(7), [&](const BackgroundLane::Result& found) {
        result = *std::static_pointer_cast<const int>(found);
        thread = std::this_thread::get_id();
    });
    QTRY_COMPARE(result, 7);
    QVERIFY(thread == std::this_thread::get_id());
}

void TestBackgroundLane::workRunsOnAPatientThread()
{
    BackgroundLane lane;
    QObject client;
    int niceness = 0;
    const auto work = [](Breather&) { return std::make_shared<const int>(threadNiceness()); };
    lane.request(&client, work,
        [&](const BackgroundLane::Result& found) { niceness = *std::static_pointer_cast<const int>(found); });
    QTRY_COMPARE(niceness, 19);
}

void TestBackgroundLane::keepsTheOrderOfClients()
{
    BackgroundLane lane;
    QObject blocker, first, second;
    Gate gate;
    QList<int> shown;
    const auto show = [&](const BackgroundLane::Result& found) {
        shown << *std::static_pointer_cast<const int>(found);
    };
    lane.request(
        &blocker,
        [&](Breather&) {
            gate.pass();
            return nullptr;
        },
        show);
    QTRY_VERIFY(gate.isReached());
    lane.request(&first, gives(1), show);
    lane.request(&second, gives(2), show);
    gate.open();
    QTRY_COMPARE(shown, (QList<int>{1, 2}));
}

void TestBackgroundLane::whatIsPointedAtIsNext()
{
    BackgroundLane lane;
    QObject blocker, first, pointed;
    Gate gate;
    QList<int> shown;
    const auto show = [&](const BackgroundLane::Result& found) {
        shown << *std::static_pointer_cast<const int>(found);
    };
    lane.request(
        &blocker,
        [&](Breather&) {
            gate.pass();
            return nullptr;
        },
        show);
    QTRY_VERIFY(gate.isReached());
    lane.request(&first, gives(1), show);
    lane.request(&pointed, gives(2), show, BackgroundLane::Turn::Next);
    lane.request(&pointed, gives(3), show, BackgroundLane::Turn::Next);
    gate.open();
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(shown, (QList<int>{3, 1}));
}

void TestBackgroundLane::newerRequestReplacesTheWaitingOneInItsPlace()
{
    BackgroundLane lane;
    QObject blocker, first, second;
    Gate gate;
    QList<int> shown;
    const auto show = [&](const BackgroundLane::Result& found) {
        shown << *std::static_pointer_cast<const int>(found);
    };
    lane.request(
        &blocker,
        [&](Breather&) {
            gate.pass();
            return nullptr;
        },
        show);
    QTRY_VERIFY(gate.isReached());
    lane.request(&first, gives(1), show);
    lane.request(&second, gives(2), show);
    lane.request(&first, gives(11), show);
    lane.request(&first, gives(111), show);
    gate.open();
    QTRY_COMPARE(shown, (QList<int>{111, 2}));
}

void TestBackgroundLane::runningWorkFinishesAndShows()
{
    BackgroundLane lane;
    QObject client;
    Gate gate;
    QList<int> shown;
    const auto show = [&](const BackgroundLane::Result& found) {
        shown << *std::static_pointer_cast<const int>(found);
    };
    lane.request(
        &client,
        [&](Breather&) {
            gate.pass();
            return std::make_shared<const int>(1);
        },
        show);
    QTRY_VERIFY(gate.isReached());
    lane.request(&client, gives(2), show);
    gate.open();
    QTRY_COMPARE(shown, (QList<int>{1, 2}));
}

void TestBackgroundLane::nothingComesForAClientThatIsGone()
{
    BackgroundLane lane;
    QObject blocker, last;
    auto client = std::make_unique<QObject>();
    Gate gate;
    QList<int> shown;
    const auto show = [&](const BackgroundLane::Result& found) {
        shown << *std::static_pointer_cast<const int>(found);
    };
    lane.request(
        &blocker,
        [&](Breather&) {
            gate.pass();
            return nullptr;
        },
        show);
    QTRY_VERIFY(gate.isReached());
    lane.request(client.get(), gives(1), show);
    lane.request(&last, gives(2), show);
    client.reset();
    gate.open();
    QTRY_COMPARE(shown, (QList<int>{2}));
}

void TestBackgroundLane::runningWorkOfAClientThatIsGoneGivesUp()
{
    BackgroundLane lane;
    auto client = std::make_unique<QObject>();
    std::atomic<bool> isRunning{false}, gaveUp{false};
    lane.request(
        client.get(),
        [&](Breather& breather) -> BackgroundLane::Result {
            isRunning = true;
            while (breather.breathe())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            gaveUp = true;
            return nullptr;
        },
        [](const BackgroundLane::Result&) { QFAIL("shown"); });
    QTRY_VERIFY(isRunning);
    client.reset();
    QTRY_VERIFY(gaveUp);
}

void TestBackgroundLane::cancelAllSilences()
{
    BackgroundLane lane;
    QObject blocker, client;
    Gate gate;
    QList<int> shown;
    const auto show = [&](const BackgroundLane::Result& found) {
        shown << *std::static_pointer_cast<const int>(found);
    };
    lane.request(
        &blocker,
        [&](Breather&) {
            gate.pass();
            return std::make_shared<const int>(1);
        },
        show);
    QTRY_VERIFY(gate.isReached());
    lane.request(&client, gives(2), show);
    lane.cancelAll();
    lane.request(&client, gives(3), show);
    gate.open();
    QTRY_COMPARE(shown, (QList<int>{3}));
}

void TestBackgroundLane::nullResultIsNotShown()
{
    BackgroundLane lane;
    QObject client, other;
    bool isOtherShown = false;
    lane.request(
        &client, [](Breather&) { return nullptr; }, [](const BackgroundLane::Result&) { QFAIL("shown"); });
    lane.request(&other, gives(1), [&](const BackgroundLane::Result&) { isOtherShown = true; });
    QTRY_VERIFY(isOtherShown);
}

void TestBackgroundLane::exceptionIsTold()
{
    BackgroundLane lane;
    QSignalSpy failed(&lane, &BackgroundLane::failed);
    QObject client;
    lane.request(
        &client, [](Breather&) -> BackgroundLane::Result { throw std::runtime_error("no such luck"); },
        [](const BackgroundLane::Result&) { QFAIL("shown"); });
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().toString(), "no such luck");
    QCOMPARE(failed.first().at(1).value<const QObject*>(), &client);
}

void TestBackgroundLane::endsWhileWorkBreathes()
{
    QObject client;
    std::atomic<bool> isRunning{false};
    auto lane = std::make_unique<BackgroundLane>();
    lane->request(
        &client,
        [&](Breather& breather) -> BackgroundLane::Result {
            isRunning = true;
            while (breather.breathe())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return nullptr;
        },
        [](const BackgroundLane::Result&) {});
    QTRY_VERIFY(isRunning);
    lane.reset();
    QVERIFY(!lane);
}

void TestBackgroundLane::smallShareRests()
{
    BackgroundLane lane;
    lane.setShare(0.1);
    QObject client;
    double ratio = 1;
    const auto work = [](Breather& breather) -> BackgroundLane::Result {
        const auto start = std::chrono::steady_clock::now();
        const double cpuStart = threadCpuSeconds();
        for (int chunk = 0; chunk < 5; ++chunk) {
            const double chunkStart = threadCpuSeconds();
            while (threadCpuSeconds() < chunkStart + 0.005) { }
            breather.breathe();
        }
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
        return std::make_shared<const double>((threadCpuSeconds() - cpuStart) / wall.count());
    };
    lane.request(&client, work,
        [&](const BackgroundLane::Result& found) { ratio = *std::static_pointer_cast<const double>(found); });
    QTRY_VERIFY(ratio < 1);
    QVERIFY2(ratio < 0.12, qPrintable(QString("share of the processor was %1").arg(ratio)));
}

ISTHMUS_GUILESS_TEST(TestBackgroundLane)
#include "tst_BackgroundLane.moc"
