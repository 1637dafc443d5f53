// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/forked.h"
#include "tests/TestProgram.h"

#include <csignal>
#include <functional>

using namespace isthmus;

namespace {

constexpr int kSeconds = 1;

[[noreturn]] void stayBusy()
{
    for (volatile bool isBusy = true; isBusy;) { }
    std::abort();
}

} // namespace

Q_DECLARE_METATYPE(ForkedEnd)

class TestForked : public QObject
{
    Q_OBJECT
private slots:
    void tellsHowItEnded_data()
    {
        QTest::addColumn<std::function<void()>>("act");
        QTest::addColumn<ForkedEnd>("expected");
        QTest::addRow("comes to its end") << std::function<void()>([] {}) << ForkedEnd::Done;
        QTest::addRow("throws") << std::function<void()>([] { throw Error("x"); }) << ForkedEnd::Done;
        QTest::addRow("gives up") << std::function<void()>([] { std::abort(); }) << ForkedEnd::Crashed;
        QTest::addRow("touches what is not its own")
            << std::function<void()>([] { std::raise(SIGSEGV); }) << ForkedEnd::Crashed;
        QTest::addRow("ends the process") << std::function<void()>([] { std::_Exit(3); }) << ForkedEnd::Crashed;
        QTest::addRow("never ends") << std::function<void()>(stayBusy) << ForkedEnd::TooLong;
    }

    void tellsHowItEnded()
    {
        QFETCH(std::function<void()>, act);
        QFETCH(ForkedEnd, expected);
        QCOMPARE(runForked(act, kSeconds), expected);
    }

    void leavesThisProcessAsItIs()
    {
        int count = 1;
        QCOMPARE(runForked([&] { count = 2; }, kSeconds), ForkedEnd::Done);
        QCOMPARE(count, 1);
    }
};

ISTHMUS_APPLESS_TEST(TestForked)
#include "tst_forked.moc"
