// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/Skip.h"
#include "tests/app/cli/Cli.h"
#include "tests/faults/Before.h"
#include "tests/faults/Mounts.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/session/Autosave.h"
#include "ui/main/FileActions.h"
#include "ui/main/RecentFiles.h"

#include <QDir>

#include <csignal>
#include <memory>

using namespace isthmus;
using namespace isthmus::faults;
using namespace isthmus::test;

namespace {

constexpr const char* kFull = "No space left on device";
constexpr const char* kReadOnly = "Read-only file system";

} // namespace

/// A disk that is full, or may not be written: clear words, the window lives, and what was there stays.
class tst_FullDisk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void whatIsWrittenFails_data();
    void whatIsWrittenFails();
    void trainingGoesOnUntilThereIsRoom();
    void folderOfPicturesEndsAtTheFirstThatFails();
    void theUsersSaveFails_data();
    void theUsersSaveFails();
    void autosaveFails();
    void settingsStay();

private:
    Cli m_cli;
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SmallDisk> m_disk;
};

void tst_FullDisk::initTestCase()
{
    if (!PrivateMounts::areAllowed())
        ISTHMUS_SKIP("this system lets nobody but root mount a small disk");
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 1");
    QCOMPARE(m_cli.run("encode vae.run --split all --out codes.npy").code, 0);
}

void tst_FullDisk::init()
{
    m_disk = std::make_unique<SmallDisk>("1m");
    QVERIFY(m_disk->isThere());
}

void tst_FullDisk::whatIsWrittenFails_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("out");
    QTest::newRow("run") << "train --data sprites --limit 200 --epochs 1 --out %1 " + kSmallVae << "run.safetensors";
    QTest::newRow("resumed run") << "train --resume vae.run --epochs 2 --out %1"
                                 << "run.safetensors";
    QTest::newRow("codes") << "encode vae.run --split all --out %1"
                           << "codes.npy";
    QTest::newRow("reconstructions") << "reconstruct vae.run --out %1"
                                     << "recon.npy";
    QTest::newRow("samples") << "sample vae.run --count 64 --out %1"
                             << "samples.npy";
    QTest::newRow("picture") << "sample vae.run --count 64 --out %1"
                             << "samples.png";
    QTest::newRow("demo") << "demo --data sprites --limit 200 --epochs 1 --json --out %1"
                          << "demo.png";
    QTest::newRow("ONNX") << "export vae.run --onnx %1"
                          << "model.onnx";
}

/// Full, and then read-only: a file of this name is there, and stays as it is.
void tst_FullDisk::whatIsWrittenFails()
{
    QFETCH(QString, words);
    QFETCH(QString, out);
    const QString path = m_disk->path(out);
    writeBefore(path);
    m_disk->fill();
    const Outcome full = m_cli.run(words.arg(path));
    QVERIFY2(full.code == 1 && full.err.count("isthmus-cli: ") == 1, full.text());
    QVERIFY2(full.err.contains(out.toUtf8() + ": cannot be written: " + kFull), full.text());
    QCOMPARE(contentOf(path), QByteArray(kBefore));
    QCOMPARE(QDir(m_disk->path()).entryList(QDir::Files | QDir::Hidden), (QStringList{"ballast", out}));

    m_disk->clear();
    m_disk->makeReadOnly();
    const Outcome fixed = m_cli.run(words.arg(path));
    QVERIFY2(fixed.code == 1 && fixed.err.count("isthmus-cli: ") == 1, fixed.text());
    QVERIFY2(fixed.err.contains(out.toUtf8() + ": cannot be written: " + kReadOnly), fixed.text());
    QCOMPARE(contentOf(path), QByteArray(kBefore));
}

/// A command that saves as it trains says once that it cannot, and the file keeps what it holds until it can.
void tst_FullDisk::trainingGoesOnUntilThereIsRoom()
{
    m_disk = std::make_unique<SmallDisk>("64m");
    const QString path = m_disk->path("run.safetensors");
    QProcess process;
    m_cli.start(process,
        QStringList{"train", "--data", "sprites", "--limit", "200", "--epochs", "1000000", "--save-every", "0.02",
            "--out", path}
            + kSmallVae.split(' '));
    QTRY_VERIFY(QFile::exists(path));
    m_disk->fill();
    QByteArray said;
    QTRY_VERIFY((said += process.readAllStandardError()).contains('\n'));
    QCOMPARE(said,
        "isthmus-cli: " + path.toUtf8() + ": cannot be written: " + kFull
            + "; training goes on, and saving is tried again every 0.02 s\n");
    const std::int64_t held = readRunFile(path.toStdString()).step;
    m_disk->clear();
    QTRY_VERIFY(readRunFile(path.toStdString()).step > held);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    const Outcome outcome = Cli::finish(process);
    QVERIFY2(outcome.code == 0 && outcome.err.isEmpty(), outcome.text());
}

void tst_FullDisk::folderOfPicturesEndsAtTheFirstThatFails()
{
    m_disk->fill(64 * 1024);
    const Outcome outcome = m_cli.run("decode vae.run --codes codes.npy --out " + m_disk->path("pictures/"));
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.contains(QByteArray(".png: cannot be written: ") + kFull), outcome.text());
}

void tst_FullDisk::theUsersSaveFails_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::addColumn<QString>("reason");
    QTest::newRow("full") << true << kFull;
    QTest::newRow("read-only") << false << kReadOnly;
}

void tst_FullDisk::theUsersSaveFails()
{
    QFETCH(bool, isFull);
    QFETCH(QString, reason);
    OpenWindow open;
    const QString path = m_disk->path("mine.safetensors");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    const QByteArray saved = contentOf(path);
    QVERIFY(!saved.isEmpty());

    open.session.play();
    open.session.setModified(true);
    QTRY_VERIFY(open.session.status().step > 3);
    if (isFull)
        m_disk->fill();
    else
        m_disk->makeReadOnly();
    open.page.files().saveRun();
    QTRY_VERIFY(openBox(open.page, "error"));
    QMessageBox* box = openBox(open.page, "error");
    QCOMPARE(box->text(), path + ": cannot be written: " + reason);
    press(box, QMessageBox::Ok);
    QCOMPARE(contentOf(path), saved);
    QVERIFY(open.session.isTraining() && open.session.isModified());
    const std::int64_t step = open.session.status().step;
    QTRY_VERIFY(open.session.status().step > step);

    const QString elsewhere = m_settings->path("elsewhere.safetensors");
    open.page.files().setRunPath(elsewhere);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(elsewhere) && !open.page.files().isSaving());
    QVERIFY(readRunFile(elsewhere.toStdString()).step >= step);
}

void tst_FullDisk::autosaveFails()
{
    const QByteArray place = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", m_disk->path().toUtf8());
    OpenWindow open;
    QString said;
    int failures = 0;
    connect(&open.page.autosave(), &Autosave::failed, this, [&](const QString& sentence) {
        said = sentence;
        ++failures;
    });
    open.session.setModified(true);
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.autosave().look();
    const QDir folder(Autosave::folder());
    QTRY_COMPARE(folder.entryList({"*.safetensors"}, QDir::Files).size(), qsizetype(1));
    const std::string kept = folder.filePath(folder.entryList({"*.safetensors"}, QDir::Files).first()).toStdString();
    QTRY_COMPARE(readRunFile(kept).step, std::int64_t(1));

    m_disk->fill();
    open.session.stepBatch();
    QVERIFY(open.rests(2));
    open.page.autosave().look();
    QTRY_COMPARE(failures, 1);
    QVERIFY2(said.startsWith("The run could not be kept for recovery: ") && said.endsWith(kFull), qPrintable(said));
    QCOMPARE(readRunFile(kept).step, std::int64_t(1)); // what was kept stays

    m_disk->clear();
    open.page.autosave().look();
    QTRY_COMPARE(readRunFile(kept).step, std::int64_t(2));
    QCOMPARE(failures, 1);
    qputenv("XDG_DATA_HOME", place);
}

void tst_FullDisk::settingsStay()
{
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_disk->path());
    RecentFiles("recent/data").add("/home/me/pictures");
    QSettings().sync();
    m_disk->fill();
    {
        OpenWindow open;
        QSettings().setValue("large", QString(100'000, 'x'));
        QVERIFY(open.window.close()); // writes layout and theme
    }
    QSettings().sync();
    const QSettings written(QSettings().fileName(), QSettings::IniFormat);
    QCOMPARE(RecentFiles("recent/data").list(), QStringList{"/home/me/pictures"});
    const QByteArray content = contentOf(QSettings().fileName());
    QVERIFY2(content.contains("/home/me/pictures") && !content.contains("xxxx"), content.left(200));
    m_settings = std::make_unique<BlankSettings>();
}

int main(int argc, char** argv)
{
    const PrivateMounts mounts;
    QApplication application(argc, argv);
    tst_FullDisk test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_FullDisk.moc"
