// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"

#include <csignal>
#include <memory>

using namespace isthmus;
using namespace isthmus::test;

namespace {

constexpr int kKeptImages = 400;

/// A command that trains on images which stay in their file, and saves as it goes.
void startTraining(const Cli& cli, QProcess& process)
{
    cli.writeImages("images", kKeptImages, 28, 28);
    cli.start(process,
        QString("train --data images --keep-in-memory 0 --epochs 1000000 --save-every 0.05 --out run " + kSmallVae)
            .split(' '));
    QTRY_VERIFY(QFile::exists(cli.path("run")));
}

/// Waits until the command has saved again.
void waitForSave(const Cli& cli)
{
    const std::int64_t step = readRunFile(cli.pathText("run")).step;
    QTRY_VERIFY(readRunFile(cli.pathText("run")).step > step);
}

} // namespace

/// A file that is removed, replaced or cut short while training reads it.
class tst_DataGoesAway : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cutShortUnderTheCommand();
    void removedUnderTheCommand();
    void cutShortUnderTheWindow();
    void removedUnderTheWindow();
    void fileOfARunIsGone();

private:
    /// The run on images of a folder that stay in their file, in the window.
    static void trainOn(const Cli& folder, OpenWindow& open);

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void tst_DataGoesAway::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void tst_DataGoesAway::trainOn(const Cli& folder, OpenWindow& open)
{
    folder.writeImages("images", kKeptImages, 28, 28);
    ReadOptions reading;
    reading.keepInMemory = 0;
    RunSpec run = windowRun();
    run.data = openDataset(folder.pathText("images"), reading);
    open.session.startRun(run);
    open.session.setModified(true);
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
}

void tst_DataGoesAway::cutShortUnderTheCommand()
{
    const Cli cli;
    QProcess process;
    startTraining(cli, process);
    QVERIFY(QFile::resize(cli.path("images"), 5000));
    const Outcome outcome = Cli::finish(process);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.startsWith("isthmus-cli: images: expected 784 bytes at byte "), outcome.text());
    QVERIFY2(outcome.err.contains("found the end of the file: it has become shorter (the last good state, step "),
        outcome.text());
    const std::int64_t step = readRunFile(cli.pathText("run")).step;
    QVERIFY(step > 0);

    const Outcome refused = cli.run("train --resume run --epochs 1000000");
    QVERIFY2(refused.code == 1 && refused.err.contains("images: expected 313,616 bytes"), refused.text());
    cli.writeImages("images", kKeptImages, 28, 28);
    QProcess again;
    cli.start(again, QString("train --resume run --epochs 1000000 --save-every 0.05").split(' '));
    QTRY_VERIFY(readRunFile(cli.pathText("run")).step > step);
    ::kill(static_cast<pid_t>(again.processId()), SIGTERM);
    const Outcome resumed = Cli::finish(again);
    QVERIFY2(resumed.code == 0, resumed.text());
}

void tst_DataGoesAway::removedUnderTheCommand()
{
    const Cli cli;
    QProcess process;
    startTraining(cli, process);
    QVERIFY(QFile::remove(cli.path("images"))); // an open file stays until it is closed
    waitForSave(cli);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    const Outcome outcome = Cli::finish(process);
    QVERIFY2(outcome.code == 0, outcome.text());
    const Outcome refused = cli.run("train --resume run --epochs 1000000");
    QVERIFY2(refused.code == 1 && refused.isOneComplaint() && refused.err.contains("images, is missing; give --data"),
        refused.text());
}

void tst_DataGoesAway::cutShortUnderTheWindow()
{
    const Cli folder;
    OpenWindow open;
    trainOn(folder, open);
    QVERIFY(QFile::resize(folder.path("images"), 5000));
    QTRY_COMPARE(open.session.status().state, TrainerState::Failed);
    const std::int64_t step = open.session.status().step;
    QTRY_VERIFY(!open.page.findChildren<MessageBanner*>().isEmpty());
    const auto banners = open.page.findChildren<MessageBanner*>();
    const auto shown = std::find_if(banners.begin(), banners.end(), [](const auto* each) { return each->isVisible(); });
    QVERIFY(shown != banners.end());
    QVERIFY2((*shown)->message().contains("images: expected 784 bytes")
            && (*shown)->message().contains("it has become shorter"),
        qPrintable((*shown)->message()));

    open.page.files().setRunPath(folder.path("run"));
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(folder.path("run")) && !open.page.files().isSaving());
    QCOMPARE(readRunFile(folder.pathText("run")).step, step);

    folder.writeImages("images", kKeptImages, 28, 28); // it is there again
    open.session.play();
    QTRY_VERIFY(open.session.status().step > step + 3);
}

void tst_DataGoesAway::removedUnderTheWindow()
{
    const Cli folder;
    OpenWindow open;
    trainOn(folder, open);
    QVERIFY(QFile::remove(folder.path("images")));
    const std::int64_t step = open.session.status().step;
    QTRY_VERIFY(open.session.status().step > step + 3);
    QVERIFY(open.session.isTraining());
    open.page.files().setRunPath(folder.path("run"));
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(folder.path("run")) && !open.page.files().isSaving());
}

/// A run file that is removed or broken under the window is written anew by the next save.
void tst_DataGoesAway::fileOfARunIsGone()
{
    const Cli folder;
    OpenWindow open;
    const QString path = folder.path("run");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    QVERIFY(QFile::remove(path));
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    QCOMPARE(readRunFile(path.toStdString()).step, std::int64_t(0));
}

ISTHMUS_TEST(tst_DataGoesAway)
#include "tst_DataGoesAway.moc"
