// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/runs/OpenedRun.h"
#include "core/runs/Presets.h"
#include "core/runs/RecoveryFile.h"
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/app/cli/Cli.h"
#include "tests/faults/Reference.h"
#include "tests/faults/Rounds.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/session/Autosave.h"
#include "ui/session/takeUp.h"

#include <QDir>
#include <QPushButton>
#include <QRandomGenerator>

#include <csignal>
#include <optional>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace isthmus;
using namespace isthmus::faults;

namespace {

constexpr int kImages = 300;
constexpr int kChain = 20; // rounds that go on from each other's files
constexpr const char* kImageFile = "images-idx3-ubyte";
constexpr const char* kRunFile = "run.safetensors";
constexpr const char* kWindowMode = "--train-in-a-window";

/// A run on the images of a folder: 3 steps an epoch, and a run file of 8 MB.
RunSpec runIn(const QString& folder)
{
    const Preset preset = loadPreset("dense-vae");
    return {openDataset((folder + '/' + kImageFile).toStdString()), preset.model, preset.training, {}};
}

/// All that is kept in a folder: settings, recovery files.
void liveIn(const QString& folder)
{
    QCoreApplication::setOrganizationName("isthmus");
    QCoreApplication::setApplicationName("isthmus");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    qputenv("XDG_DATA_HOME", folder.toUtf8());
}

/// A program of its own, to be killed: the window trains on, saves the user's file and keeps the run for recovery, in
/// turn and as fast as it can.
int trainInWindow(int argc, char** argv, const QString& folder)
{
    QApplication application(argc, argv);
    liveIn(folder);
    const Theme theme(application);
    Workbench bench(2);
    MainWindow window(bench);
    RunSession& session = bench.active();
    RunPage& page = window.page();
    const QString path = folder + '/' + kRunFile;
    if (QFile::exists(path)) {
        session.startResumed(*takeUp(openRun(path.toStdString())));
    } else {
        session.startRun(runIn(folder));
    }
    page.files().setRunPath(path);
    window.show();
    session.play();
    QTimer timer;
    int turn = 0;
    QObject::connect(&timer, &QTimer::timeout, &window, [&] {
        session.setModified(true);
        if (++turn % 16 == 0)
            page.files().saveRun();
        else
            page.autosave().look();
    });
    timer.start(10);
    return QApplication::exec();
}

/// What a writer leaves beside a file that it has not finished.
QStringList unfinished(const QString& path)
{
    const QFileInfo file(path);
    return file.dir().entryList({file.fileName() + ".??????"}, QDir::Files | QDir::Hidden);
}

/// When a file was written, in nanoseconds; 0: never.
qint64 writtenAt(const QString& path)
{
    struct stat facts = {};
    const bool isThere = stat(path.toUtf8().constData(), &facts) == 0;
    return isThere ? facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec : 0;
}

/// Is a process that stands still in the middle of writing a file, which has no name yet or a passing one?
bool isWriting(qint64 process)
{
    const QDir open(QString("/proc/%1/fd").arg(process));
    for (const QString& name : open.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        const QString target = QFile::symLinkTarget(open.filePath(name));
        if (target.contains("/#") || target.contains(".safetensors."))
            return true;
    }
    return false;
}

} // namespace

/// kill -9 at random instants of training and saving: what stands in a file is the old or the new run, whole, and goes
/// on as if nothing had been. What goes on is compared, bit for bit, with a run that nobody interrupted.
class tst_KillWhileSaving : public QObject
{
    Q_OBJECT

private slots:
    void killedCommand();
    void killedWindow();
    void killedWindowIsOfferedAtTheNextStart();

private:
    /// Reads a run file and compares it. @return its step
    std::int64_t check(const QString& path, std::optional<Reference>& reference);
    /// Waits until the process has saved one of the files, and a random time more.
    void killWhileItSaves(QProcess& process, const QStringList& files);
    static void startWindow(QProcess& process, const Cli& folder);

    int m_states = 0;
    int m_whileWriting = 0;
};

std::int64_t tst_KillWhileSaving::check(const QString& path, std::optional<Reference>& reference)
{
    try {
        const Checkpoint state = readRunFile(path.toStdString());
        if (!reference)
            reference.emplace(runIn(QFileInfo(QString::fromStdString(state.data.name)).path()));
        const QString difference = reference->difference(state);
        if (!difference.isEmpty())
            QTest::qFail(qPrintable(path + " differs: " + difference), __FILE__, __LINE__);
        ++m_states;
        return state.step;
    } catch (const Error& error) {
        QTest::qFail(error.what(), __FILE__, __LINE__);
        return 0;
    }
}

void tst_KillWhileSaving::killWhileItSaves(QProcess& process, const QStringList& files)
{
    constexpr quint32 kLongest = 200'000; // microseconds
    const auto times = [&files] {
        QList<qint64> list;
        for (const QString& file : files)
            list.append(writtenAt(file));
        return list;
    };
    const QList<qint64> before = times();
    QTRY_VERIFY2_WITH_TIMEOUT(
        times() != before || process.state() == QProcess::NotRunning, "nothing is saved", 120'000);
    usleep(QRandomGenerator::global()->bounded(kLongest));
    const auto id = static_cast<pid_t>(process.processId());
    QVERIFY2(process.state() == QProcess::Running, process.readAllStandardError());
    QCOMPARE(::kill(id, SIGSTOP), 0); // to look at it; what has stood still does nothing more
    QCOMPARE(waitid(P_PID, static_cast<id_t>(id), nullptr, WSTOPPED | WNOWAIT), 0);
    m_whileWriting += isWriting(id) ? 1 : 0;
    QCOMPARE(::kill(id, SIGKILL), 0);
    QVERIFY(process.waitForFinished());
}

void tst_KillWhileSaving::startWindow(QProcess& process, const Cli& folder)
{
    process.start(QCoreApplication::applicationFilePath(), {kWindowMode, folder.path({})});
    QVERIFY(process.waitForStarted());
}

void tst_KillWhileSaving::killedCommand()
{
    const Cli cli;
    cli.writeImages(kImageFile, kImages, 28, 28);
    const QString run = cli.path(kRunFile);
    std::optional<Reference> reference;
    std::int64_t step = 0;
    int advances = 0;
    m_whileWriting = 0;
    const int count = rounds(8) * 3 / 4;
    for (int round = 0; round < count && !QTest::currentTestFailed(); ++round) {
        if (round % kChain == 0) {
            QFile::remove(run);
            step = 0;
        }
        QStringList words{"train", "--out", kRunFile, "--epochs", "1000000", "--save-every", "0.001", "--threads", "2"};
        if (QFile::exists(run))
            words << "--resume" << kRunFile;
        else
            words << "--data" << cli.path(kImageFile) << "--model"
                  << "dense-vae";
        QProcess process;
        cli.start(process, words);
        killWhileItSaves(process, {run});
        const std::int64_t found = check(run, reference);
        QVERIFY(found >= step); // what is saved first may be what it began with
        advances += found > step ? 1 : 0;
        step = found;
        for (const QString& name : unfinished(run))
            QFile::remove(cli.path(name));
    }
    QVERIFY2(2 * advances > count, qPrintable(QString::number(advances)));
    qInfo("%d kills, %d of them while a file was being written; %d states compared, the last of %lld steps", count,
        m_whileWriting, m_states, static_cast<long long>(step));
}

void tst_KillWhileSaving::killedWindow()
{
    const Cli folder;
    folder.writeImages(kImageFile, kImages, 28, 28);
    liveIn(folder.path({}));
    const QString run = folder.path(kRunFile);
    std::optional<Reference> reference;
    m_states = 0;
    m_whileWriting = 0;
    int kept = 0;
    const int count = std::max(rounds(8) / 4, 1);
    for (int round = 0; round < count && !QTest::currentTestFailed(); ++round) {
        if (round % kChain == 0)
            QFile::remove(run);
        QProcess process;
        startWindow(process, folder);
        const QString place = QString("%1/run-%2-1.safetensors").arg(Autosave::folder()).arg(process.processId());
        killWhileItSaves(process, {run, place});
        if (QFile::exists(run))
            (void)check(run, reference);
        for (const auto& file : RecoveryFile::leftBehind(Autosave::folder().toStdString())) {
            ++kept;
            (void)check(QString::fromStdString(file->path()), reference);
            QCOMPARE(QString::fromStdString(file->runPath()), run);
            file->remove();
        }
        QVERIFY(QDir(Autosave::folder()).isEmpty()); // no trace of what was unfinished
        for (const QString& name : unfinished(run))
            QFile::remove(folder.path(name));
    }
    qInfo("%d kills, %d of them while a file was being written; %d states compared, %d of them kept for recovery",
        count, m_whileWriting, m_states, kept);
    QVERIFY(m_states >= count);
}

void tst_KillWhileSaving::killedWindowIsOfferedAtTheNextStart()
{
    const Cli folder;
    folder.writeImages(kImageFile, kImages, 28, 28);
    liveIn(folder.path({}));
    const auto isKept = [] { return !QDir(Autosave::folder()).entryList({"*.safetensors"}, QDir::Files).isEmpty(); };
    do { // again if its own save, after which nothing is kept, came before the kill
        QProcess process;
        startWindow(process, folder);
        QVERIFY(QTest::qWaitFor(isKept, 120'000));
        process.kill();
        QVERIFY(process.waitForFinished());
    } while (!isKept());

    const Theme theme(*qApp);
    test::OpenWindow open;
    MessageBanner& banner = open.window.recovery().banner();
    open.window.recovery().begin();
    QTRY_VERIFY(banner.isVisible());
    QVERIFY2(banner.message().contains(QString(kRunFile) + " on " + kImageFile), qPrintable(banner.message()));
    for (QPushButton* button : banner.findChildren<QPushButton*>())
        if (button->text() == "Open")
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(open.session.data()->count(), Index(kImages));
    QTRY_VERIFY(!banner.isVisible());
    QVERIFY(open.session.isModified());
    QCOMPARE(open.page.files().runPath(), folder.path(kRunFile));
    const std::int64_t next = open.session.status().step + 1;
    open.session.stepBatch();
    QTRY_COMPARE(open.session.status().step, next);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(folder.path(kRunFile)) && !open.page.files().isSaving());
    std::optional<Reference> reference;
    QCOMPARE(check(folder.path(kRunFile), reference), next);
    QVERIFY(QDir(Autosave::folder()).isEmpty()); // it is safe now
}

int main(int argc, char** argv)
{
    if (argc == 3 && QByteArray(argv[1]) == kWindowMode)
        return trainInWindow(argc, argv, QString::fromUtf8(argv[2]));
    QApplication application(argc, argv);
    tst_KillWhileSaving test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_KillWhileSaving.moc"
