// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <type_traits>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
#else
#include <QCoreApplication>
#endif

/// Tests share a program with those of their folder, which links and starts once for all of them. Each still runs in a
/// process of its own: `build/tests/ui_main tst_Wheel` and what Qt Test takes besides. The integration server compiles
/// several sources of a folder as one, so what they define for themselves has another name in each.
namespace isthmus::test {

#ifdef QT_WIDGETS_LIB
using LinkedApplication = QApplication;
#elif defined(QT_GUI_LIB)
using LinkedApplication = QGuiApplication;
#else
using LinkedApplication = QCoreApplication;
#endif

/// Runs a test as Qt Test's main does; the result is that of the process.
using RunTest = int (*)(int count, char** arguments);

/// Makes a test known to its program by the name of its source: "tst_Wheel" of ".../ui/main/tst_Wheel.cpp".
struct KnownTest
{
    KnownTest(const char* source, RunTest run);
};

/// Runs the slots of `Test` with an application of the type `Application`; void: without one.
template <typename Test, typename Application>
int runTest(int count, char** arguments)
{
    if constexpr (std::is_void_v<Application>) {
        Test test;
        return QTest::qExec(&test, count, arguments);
    } else {
        Application application(count, arguments);
        application.setAttribute(Qt::AA_Use96Dpi, true);
        Test test;
        return QTest::qExec(&test, count, arguments);
    }
}

} // namespace isthmus::test

/// Replaces QTEST_MAIN, QTEST_GUILESS_MAIN and QTEST_APPLESS_MAIN, once in each source.
#define ISTHMUS_TEST_WITH(Test, Application)                                                                           \
    static const isthmus::test::KnownTest known##Test(__FILE__, isthmus::test::runTest<Test, Application>);
#define ISTHMUS_TEST(Test) ISTHMUS_TEST_WITH(Test, isthmus::test::LinkedApplication)
#define ISTHMUS_GUILESS_TEST(Test) ISTHMUS_TEST_WITH(Test, QCoreApplication)
#define ISTHMUS_APPLESS_TEST(Test) ISTHMUS_TEST_WITH(Test, void)
