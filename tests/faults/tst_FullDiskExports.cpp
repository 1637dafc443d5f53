// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/Skip.h"
#include "tests/app/cli/Cli.h"
#include "tests/faults/Before.h"
#include "tests/faults/Mounts.h"
#include "tests/ui/main/TrainedWindow.h"
#include "ui/main/FigureActions.h"
#include "ui/main/FilmActions.h"

#include <QDir>
#include <QImageReader>

#include <memory>

using namespace isthmus;
using namespace isthmus::faults;
using namespace isthmus::test;

namespace {

constexpr const char* kFull = ": cannot be written: No space left on device";

} // namespace

/// Exports that find the disk full when a part is written already: pictures and tables leave what was there, films keep
/// the frames before, and nothing else stays on the disk.
class tst_FullDiskExports : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void tableLeavesWhatWasThere_data();
    void tableLeavesWhatWasThere();
    void filmKeepsTheFramesBefore();
    void filmWithoutRoomForOneFrameLeavesWhatWasThere();
    void folderKeepsTheFramesBefore();
    void figureLeavesWhatWasThere_data();
    void figureLeavesWhatWasThere();
    void filmOfTheWindowKeepsTheFramesBefore();

private:
    [[nodiscard]] QStringList files() const { return QDir(m_disk->path()).entryList(QDir::Files | QDir::Hidden); }

    Cli m_cli;
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SmallDisk> m_disk;
};

void tst_FullDiskExports::initTestCase()
{
    if (!PrivateMounts::areAllowed())
        ISTHMUS_SKIP("this system lets nobody but root mount a small disk");
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 1");
}

void tst_FullDiskExports::init()
{
    m_disk = std::make_unique<SmallDisk>("1m");
    QVERIFY(m_disk->isThere());
}

void tst_FullDiskExports::tableLeavesWhatWasThere_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("name");
    QTest::newRow("codes") << "encode vae.run --split all --out %1"
                           << "codes.csv";
    QTest::newRow("reconstructions") << "reconstruct vae.run --split all --out %1"
                                     << "recon.csv";
}

void tst_FullDiskExports::tableLeavesWhatWasThere()
{
    QFETCH(QString, words);
    QFETCH(QString, name);
    const QString path = m_disk->path(name);
    writeBefore(path);
    m_disk->fill(4096);
    const Outcome outcome = m_cli.run(words.arg(path));
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.contains(name.toUtf8() + kFull), outcome.text());
    QCOMPARE(contentOf(path), QByteArray(kBefore));
    QCOMPARE(files(), (QStringList{"ballast", name}));
}

void tst_FullDiskExports::filmKeepsTheFramesBefore()
{
    const QString path = m_disk->path("film.webp");
    m_disk->fill(64 * 1024);
    const Outcome outcome = m_cli.run("film vae.run --dimension 1 --frames 2000 --out " + path);
    QVERIFY2(outcome.code == 1 && outcome.err.count("isthmus-cli: ") == 1, outcome.text());
    const int frames = QImageReader(path).imageCount();
    QVERIFY(frames > 1 && frames < 2000);
    const QString expected = path + kFull + "; the " + QString::fromStdString(grouped(frames));
    QVERIFY2(outcome.err.contains(expected.toUtf8() + " frames before are kept"), outcome.text());
    QCOMPARE(files(), (QStringList{"ballast", "film.webp"}));
}

void tst_FullDiskExports::filmWithoutRoomForOneFrameLeavesWhatWasThere()
{
    const QString path = m_disk->path("film.webp");
    writeBefore(path);
    m_disk->fill();
    const Outcome outcome = m_cli.run("film vae.run --dimension 1 --out " + path);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.contains(path.toUtf8() + kFull), outcome.text());
    QCOMPARE(contentOf(path), QByteArray(kBefore));
    QCOMPARE(files(), (QStringList{"ballast", "film.webp"}));
}

void tst_FullDiskExports::folderKeepsTheFramesBefore()
{
    m_disk->fill(64 * 1024);
    const Outcome outcome = m_cli.run("film vae.run --dimension 1 --frames 500 --out " + m_disk->path("frames/"));
    QVERIFY2(outcome.code == 1 && outcome.err.count("isthmus-cli: ") == 1, outcome.text());
    const QDir folder(m_disk->path("frames"));
    const QStringList frames = folder.entryList(QDir::Files | QDir::Hidden);
    QVERIFY(frames.size() > 1 && frames.size() < 500);
    for (const QString& frame : frames)
        QVERIFY2(!QImage(folder.filePath(frame)).isNull(), qPrintable(frame));
    QVERIFY2(
        outcome.err.contains(QString("; the %1 frames before are kept").arg(frames.size()).toUtf8()), outcome.text());
}

void tst_FullDiskExports::figureLeavesWhatWasThere_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"latent.png", "latent.svg", "latent.pdf"})
        QTest::newRow(name) << QString(name);
}

void tst_FullDiskExports::figureLeavesWhatWasThere()
{
    QFETCH(QString, name);
    TrainedWindow open;
    QVERIFY(open.shown);
    const QString path = m_disk->path(name);
    writeBefore(path);
    m_disk->fill(4096);
    open.page.figures().saveTo("latent", path);
    QTRY_VERIFY(openBox(open.page, "error"));
    QMessageBox* box = openBox(open.page, "error");
    QCOMPARE(box->text(), path + kFull);
    press(box, QMessageBox::Ok);
    QCOMPARE(contentOf(path), QByteArray(kBefore));
    QCOMPARE(files(), (QStringList{"ballast", name}));
}

void tst_FullDiskExports::filmOfTheWindowKeepsTheFramesBefore()
{
    TrainedWindow open;
    QVERIFY(open.shown);
    const QString path = m_disk->path("film.webp");
    m_disk->fill(64 * 1024);
    const PathFilm film{traverse(open.session.selection().code(), 0, -3, 3, 2000), 8, {}};
    open.page.films().filmPath(film, path);
    QTRY_VERIFY(openBox(open.page, "error"));
    QMessageBox* box = openBox(open.page, "error");
    const int frames = QImageReader(path).imageCount();
    QVERIFY(frames > 1 && frames < 2000);
    QCOMPARE(
        box->text(), path + kFull + "; the " + QString::fromStdString(grouped(frames)) + " frames before are kept");
    press(box, QMessageBox::Ok);
    QCOMPARE(files(), (QStringList{"ballast", "film.webp"}));
}

int main(int argc, char** argv)
{
    const PrivateMounts mounts;
    QApplication application(argc, argv);
    tst_FullDiskExports test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_FullDiskExports.moc"
