// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/main/Reading.h"
#include "ui/main/ReadingIndicator.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QProgressBar>
#include <QSignalSpy>
#include <QToolButton>

#include <future>

using namespace isthmus;
using namespace isthmus::test;
using isthmus::test::windowRun;

namespace {

/// Work that stands still until it is let go or told to stop, and counts what came of it.
struct Slow
{
    [[nodiscard]] Reading::Work work()
    {
        return [this, gone = std::shared_future<void>(gate.get_future())](const Progress& progress) -> Job::Next {
            while (gone.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
                report(progress, 0.5);
            return [this] { ++taken; };
        };
    }

    void letGo() { gate.set_value(); }

    std::promise<void> gate;
    int taken = 0;
};

} // namespace

/// Reading for the user, who may think better of it.
class TestReading : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void resultIsTaken();
    void cancelStopsTheWork();
    void whatComesAfterCancelIsDropped();
    void anotherRunDropsIt();
    void firstRunDoesNot();
    void errorIsSaid();
    void indicatorShowsAndCancels();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void TestReading::resultIsTaken()
{
    RunSession session(nullptr, 1);
    Slow slow;
    Reading reading(session);
    reading.start("Opening a...", slow.work());
    QVERIFY(reading.isBusy());
    QCOMPARE(reading.sentence(), QString("Opening a..."));
    QTRY_COMPARE(reading.progress(), 0.5);
    slow.letGo();
    QTRY_COMPARE(slow.taken, 1);
    QVERIFY(!reading.isBusy() && reading.sentence().isEmpty());
}

void TestReading::cancelStopsTheWork()
{
    RunSession session(nullptr, 1);
    Slow first, second;
    Reading reading(session);
    QSignalSpy failed(&reading, &Reading::failed);
    reading.start("Opening a...", first.work());
    reading.cancel();
    QVERIFY(!reading.isBusy());
    reading.start("Opening b...", second.work()); // at once
    second.letGo();
    QTRY_COMPARE(second.taken, 1);
    QVERIFY(isForgotten(reading)); // though its gate was never opened
    QCOMPARE(first.taken, 0);
    QCOMPARE(failed.count(), 0);
}

void TestReading::whatComesAfterCancelIsDropped()
{
    RunSession session(nullptr, 1);
    Reading reading(session);
    bool isTaken = false;
    reading.start("Opening a...", [&](const Progress&) -> Job::Next { return [&] { isTaken = true; }; });
    reading.cancel();
    QVERIFY(isForgotten(reading));
    QVERIFY(!isTaken);
}

void TestReading::anotherRunDropsIt()
{
    RunSession session(nullptr, 1);
    session.startRun(windowRun());
    Slow slow;
    Reading reading(session);
    reading.start("Opening a...", slow.work());
    session.startRun(windowRun());
    QVERIFY(!reading.isBusy());
    QVERIFY(isForgotten(reading));
    QCOMPARE(slow.taken, 0);
}

/// The demonstration starts by itself, while the user may have chosen something already.
void TestReading::firstRunDoesNot()
{
    RunSession session(nullptr, 1);
    Slow slow;
    Reading reading(session);
    reading.start("Opening a...", slow.work());
    session.startRun(windowRun());
    slow.letGo();
    QTRY_COMPARE(slow.taken, 1);
}

void TestReading::errorIsSaid()
{
    RunSession session(nullptr, 1);
    Reading reading(session);
    QSignalSpy failed(&reading, &Reading::failed);
    reading.start("Opening a...", [](const Progress&) -> Job::Next { throw Error("a: is broken"); });
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][0].toString(), QString("a: is broken"));
    QVERIFY(!reading.isBusy());
}

void TestReading::indicatorShowsAndCancels()
{
    RunSession session(nullptr, 1);
    Slow slow;
    Reading idle(session), reading(session);
    QWidget window;
    auto* indicator = new ReadingIndicator(&window);
    indicator->add(idle);
    indicator->add(reading);
    window.show();
    QVERIFY(!indicator->isVisible());
    reading.start("Opening a...", slow.work());
    QVERIFY(indicator->isVisible());
    QCOMPARE(indicator->sentence(), QString("Opening a..."));
    QTRY_COMPARE(indicator->findChild<QProgressBar*>()->value(), 500);
    QTest::mouseClick(&indicator->cancel(), Qt::LeftButton);
    QVERIFY(!reading.isBusy() && !indicator->isVisible());
    QVERIFY(isForgotten(reading));
}

ISTHMUS_TEST(TestReading)
#include "tst_Reading.moc"
