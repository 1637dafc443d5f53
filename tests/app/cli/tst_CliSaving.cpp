// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include "core/runs/RunFile.h"

#include <csignal>

using namespace isthmus;

/// `train --save-every`: the run in its file while it trains.
class tst_CliSaving : public QObject
{
    Q_OBJECT

private slots:
    void savingChangesNothing();
    void runIsThereWhileItTrains();
    void wrongSecondsAreNamed_data();
    void wrongSecondsAreNamed();

private:
    [[nodiscard]] Checkpoint load(const QString& name) const { return readRunFile(m_cli.pathText(name)); }

    Cli m_cli;
};

void tst_CliSaving::savingChangesNothing()
{
    trainQuickly(m_cli, "plain.run", kSmallVae + " --epochs 40");
    for (int i = 0; i < (test::kSanitized ? 1 : 5); ++i) {
        trainQuickly(m_cli, "saved.run", kSmallVae + " --epochs 40 --save-every 0.001");
        const Checkpoint plain = load("plain.run");
        const Checkpoint saved = load("saved.run");
        QCOMPARE(saved.step, plain.step); // the end, not the last save before it
        QVERIFY(saved.parameters == plain.parameters && saved.optimizer.moments == plain.optimizer.moments);
    }
}

void tst_CliSaving::runIsThereWhileItTrains()
{
    QProcess process;
    m_cli.start(process,
        QString("train --data sprites --limit 200 --epochs 1000000 --save-every 0.01 --out going.run " + kSmallVae)
            .split(' '));
    QTRY_VERIFY(QFile::exists(m_cli.path("going.run")));
    const std::int64_t step = load("going.run").step;
    QVERIFY(step > 0);
    QTRY_VERIFY(load("going.run").step > step);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    const Outcome outcome = Cli::finish(process);
    QVERIFY2(outcome.code == 0, outcome.text());
}

void tst_CliSaving::wrongSecondsAreNamed_data()
{
    QTest::addColumn<QString>("seconds");
    QTest::newRow("below 0") << "-1";
    QTest::newRow("no number") << "often";
    QTest::newRow("for ever") << "inf";
}

void tst_CliSaving::wrongSecondsAreNamed()
{
    QFETCH(QString, seconds);
    const Outcome outcome = m_cli.run("train --data sprites --model vae-2d --out x.run --save-every=" + seconds);
    QVERIFY2(outcome.code == 2 && outcome.isOneComplaint() && outcome.err.contains("--save-every"), outcome.text());
    QVERIFY(!QFile::exists(m_cli.path("x.run")));
}

ISTHMUS_GUILESS_TEST(tst_CliSaving)
#include "tst_CliSaving.moc"
