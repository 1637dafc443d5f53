// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/session/Errand.h"

#include <QSignalSpy>

#include <future>
#include <memory>

using namespace isthmus;
using namespace isthmus::test;

/// Work runs on a thread of its own, and what is left to do, on the window's.
class TestErrand : public QObject
{
    Q_OBJECT

private slots:
    void restIsDoneOnTheWindowsThread()
    {
        Errand errand;
        std::thread::id work;
        std::thread::id rest;
        errand.start([&] {
            work = std::this_thread::get_id();
            return [&] { rest = std::this_thread::get_id(); };
        });
        QVERIFY(errand.isBusy());
        QTRY_VERIFY(!errand.isBusy());
        QVERIFY(work != std::this_thread::get_id());
        QVERIFY(rest == std::this_thread::get_id());
    }

    void errorOfTheWorkComesAsASentence()
    {
        Errand errand;
        QSignalSpy failed(&errand, &Errand::failed);
        errand.start([]() -> Errand::Next { throw Error("a.npy: expected 3 axes, found 2"); });
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.takeFirst().at(0).toString(), "a.npy: expected 3 axes, found 2");
        QVERIFY(!errand.isBusy());
    }

    void errorOfTheRestComesLikewise()
    {
        Errand errand;
        QSignalSpy failed(&errand, &Errand::failed);
        errand.start([]() -> Errand::Next { return [] { throw Error("no room"); }; });
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.takeFirst().at(0).toString(), "no room");
    }

    void oneEndsBeforeTheNextBegins()
    {
        Errand errand;
        int done = 0;
        for (int i = 0; i < 20; ++i) {
            errand.start([&] { return [&] { ++done; }; });
            errand.wait();
            QCOMPARE(done, i + 1);
            QVERIFY(!errand.isBusy());
        }
    }

    /// What the rest starts is the next errand: it was not busy any more when it was done.
    void restMayStartTheNext()
    {
        Errand errand;
        bool isSecondDone = false;
        errand.start([&] { return [&] { errand.start([&] { return [&] { isSecondDone = true; }; }); }; });
        QTRY_VERIFY(isSecondDone);
    }

    /// Nothing is half written, and what is left to do is not done without its window.
    void destructionWaitsForTheWork()
    {
        std::promise<void> gate;
        bool isWritten = false;
        bool isRestDone = false;
        auto errand = std::make_unique<Errand>();
        errand->start([&, opened = gate.get_future().share()] {
            opened.wait();
            isWritten = true;
            return [&] { isRestDone = true; };
        });
        std::thread opener([&] { gate.set_value(); });
        errand.reset();
        opener.join();
        QVERIFY(isWritten);
        QCoreApplication::processEvents();
        QVERIFY(!isRestDone);
    }

    void workIsDestroyedBeforeTheEndIsTold()
    {
        Errand errand;
        const auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> seen = held;
        std::shared_ptr<int> given = held;
        errand.start([mine = std::exchange(given, nullptr)]() -> Errand::Next {
            (void)mine;
            return nullptr;
        });
        errand.wait();
        QCOMPARE(seen.use_count(), 1L);
    }
};

ISTHMUS_GUILESS_TEST(TestErrand)
#include "tst_Errand.moc"
