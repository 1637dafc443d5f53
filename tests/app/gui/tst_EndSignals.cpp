// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RecoveryFile.h"
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"
#include "tests/app/signals.h"

#include <QDir>

#include <unistd.h>

using namespace isthmus;

namespace {

/// Seconds that a process has spent computing, as the kernel says; fields 14 and 15 of proc(5)'s stat.
double workOf(qint64 process)
{
    QFile file(QString("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> afterName = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return (afterName.value(11).toDouble() + afterName.value(12).toDouble()) / double(sysconf(_SC_CLK_TCK));
}

} // namespace

/// A window that a real signal tells to end keeps its run for the next start.
class TestEndSignals : public QObject
{
    Q_OBJECT
private slots:
    void runIsKept_data();
    void runIsKept();

private:
    void start(QProcess& process, const Cli& cli) const;
};

/// On images of its own, and waits until it has trained on them: a step takes a thousandth of the work that it must
/// have done by then.
void TestEndSignals::start(QProcess& process, const Cli& cli) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(place, cli.path("home"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(cli.path({}));
    process.start(QString(ISTHMUS_BINARY_DIR) + "/isthmus", {"images.idx", "--model", "dense-ae"});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY(!QDir(cli.path("home/isthmus")).entryList({"isthmus.*"}, QDir::Files).isEmpty()); // it has its run
    const double before = workOf(process.processId());
    QTRY_VERIFY(workOf(process.processId()) > before + 1);
}

void TestEndSignals::runIsKept_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestEndSignals::runIsKept()
{
    QFETCH(int, signal);
    const Cli cli;
    cli.writeImages("images.idx", 200, 8, 8);
    QProcess process;
    start(process, cli);
    QVERIFY(test::waitUntilCaught(process.processId(), signal));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(test::kPatience));
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, process.readAllStandardError());
    QCOMPARE(process.exitCode(), 0);
    const auto kept = RecoveryFile::leftBehind(cli.pathText("home/isthmus/isthmus/recovery"));
    QCOMPARE(kept.size(), std::size_t(1));
    QVERIFY(readRunFile(kept.front()->path()).step > 0);
}

ISTHMUS_GUILESS_TEST(TestEndSignals)
#include "tst_EndSignals.moc"
