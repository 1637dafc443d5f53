// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/session/Job.h"

#include <QSignalSpy>

#include <future>
#include <memory>

using namespace isthmus;
using namespace isthmus::test;

/// Work runs on a thread of its own, and what is left to do, on the window's.
class TestJob : public QObject
{
    Q_OBJECT

private slots:
    void restIsDoneOnTheWindowsThread()
    {
        Job job;
        std::thread::id work;
        std::thread::id rest;
        job.start([&] {
            work = std::this_thread::get_id();
            return [&] { rest = std::this_thread::get_id(); };
        });
        QVERIFY(job.isBusy());
        QTRY_VERIFY(!job.isBusy());
        QVERIFY(work != std::this_thread::get_id());
        QVERIFY(rest == std::this_thread::get_id());
    }

    void errorOfTheWorkComesAsASentence()
    {
        Job job;
        QSignalSpy failed(&job, &Job::failed);
        job.start([]() -> Job::Next { throw Error("a.npy: expected 3 axes, found 2"); });
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.takeFirst().at(0).toString(), "a.npy: expected 3 axes, found 2");
        QVERIFY(!job.isBusy());
    }

    void errorOfTheRestComesLikewise()
    {
        Job job;
        QSignalSpy failed(&job, &Job::failed);
        job.start([]() -> Job::Next { return [] { throw Error("no room"); }; });
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.takeFirst().at(0).toString(), "no room");
    }

    void oneEndsBeforeTheNextBegins()
    {
        Job job;
        int done = 0;
        for (int i = 0; i < 20; ++i) {
            job.start([&] { return [&] { ++done; }; });
            job.wait();
            QCOMPARE(done, i + 1);
            QVERIFY(!job.isBusy());
        }
    }

    /// What the rest starts is the next job: it was not busy any more when it was done.
    void restMayStartTheNext()
    {
        Job job;
        bool isSecondDone = false;
        job.start([&] { return [&] { job.start([&] { return [&] { isSecondDone = true; }; }); }; });
        QTRY_VERIFY(isSecondDone);
    }

    /// Nothing is half written, and what is left to do is not done without its window.
    void destructionWaitsForTheWork()
    {
        std::promise<void> gate;
        bool isWritten = false;
        bool isRestDone = false;
        auto job = std::make_unique<Job>();
        job->start([&, opened = gate.get_future().share()] {
            opened.wait();
            isWritten = true;
            return [&] { isRestDone = true; };
        });
        std::thread opener([&] { gate.set_value(); });
        job.reset();
        opener.join();
        QVERIFY(isWritten);
        QCoreApplication::processEvents();
        QVERIFY(!isRestDone);
    }

    void longWorkSaysHowFarItIs()
    {
        Job job;
        std::promise<void> gate;
        job.start([opened = gate.get_future().share()](const Progress& progress) -> Job::Next {
            report(progress, 0.25);
            opened.wait();
            return nullptr;
        });
        QTRY_COMPARE(job.progress(), 0.25);
        gate.set_value();
        QTRY_VERIFY(!job.isBusy());
    }

    void workThatIsToldToStopStops()
    {
        Job job;
        QSignalSpy cancelled(&job, &Job::cancelled);
        QSignalSpy failed(&job, &Job::failed);
        bool isRestDone = false;
        job.start([&](const Progress& progress) -> Job::Next {
            for (;;)
                report(progress, 0);
            return [&] { isRestDone = true; };
        });
        QVERIFY(!job.isCancelled());
        job.cancel();
        QTRY_COMPARE(cancelled.count(), 1);
        QVERIFY(job.isCancelled() && !job.isBusy() && !isRestDone);
        QCOMPARE(failed.count(), 0);
        job.start([&]() -> Job::Next { return [&] { isRestDone = true; }; }); // the next one was not
        QTRY_VERIFY(isRestDone);
    }

    /// Else a window that closes would wait for all of a long file.
    void destructionStopsLongWork()
    {
        auto job = std::make_unique<Job>();
        const auto held = std::make_shared<int>(1);
        job->start([held](const Progress& progress) -> Job::Next {
            for (;;)
                report(progress, 0);
        });
        job.reset();
        QCOMPARE(held.use_count(), 1L);
    }

    void workIsDestroyedBeforeTheEndIsTold()
    {
        Job job;
        const auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> seen = held;
        std::shared_ptr<int> given = held;
        job.start([mine = std::exchange(given, nullptr)]() -> Job::Next {
            (void)mine;
            return nullptr;
        });
        job.wait();
        QCOMPARE(seen.use_count(), 1L);
    }
};

ISTHMUS_GUILESS_TEST(TestJob)
#include "tst_Job.moc"
