// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "tests/Patience.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/faults/CliForAll.h"
#include "tests/faults/Rounds.h"
#include "tests/faults/Unprivileged.h"
#include "tests/faults/runBytes.h"
#include "tests/ui/main/DataHands.h"
#include "ui/main/FileActions.h"

#include <QDir>
#include <QImage>

#include <filesystem>
#include <memory>

#include <sys/stat.h>

using namespace isthmus;
using namespace isthmus::faults;
using namespace isthmus::test;

namespace {

void savePicture(const QString& path, int grey)
{
    QImage picture(8, 8, QImage::Format_Grayscale8);
    picture.fill(grey);
    QVERIFY(picture.save(path, "png"));
}

} // namespace

/// What is no data set, cannot be reached, or has a name that nobody expects: through the command line and the window.
class tst_StrangePaths : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsNoDataSetIsNamed_data();
    void whatIsNoDataSetIsNamed();
    void strangeNamesWork_data();
    void strangeNamesWork();
    void bytesThatAreNoTextAreNamed();
    void pictureWhoseNameIsNoTextIsRead();
    void loopOfLinksEnds();
    void manyFilesAreLookedThrough();
    void whatMayNotBeReadIsNamed_data();
    void whatMayNotBeReadIsNamed();
    void closedFolderAmongOthersIsNamed();
    void whatMayNotBeWrittenIsNamed();
    void cleanupTestCase();

private:
    /// What the open dialog says of a path; the run goes on as it was.
    static QString saidByTheWindow(const QString& path);
    static void openInTheWindow(OpenWindow& open, const QString& path);

    Cli m_cli;
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void tst_StrangePaths::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 1");
    for (const char* folder : {"a folder", "pictures", "pictures/a"})
        QVERIFY(QDir(m_cli.path({})).mkdir(folder));
    savePicture(m_cli.path("pictures/a/0.png"), 10);
    savePicture(m_cli.path("pictures/a/1.png"), 20);
    m_cli.write("empty", {});
    m_cli.write("text.doc", "these are no images");
    QCOMPARE(mkfifo(m_cli.path("pipe").toUtf8().constData(), 0600), 0);
    QVERIFY(QFile::link(m_cli.path("nowhere"), m_cli.path("dangling")));
}

QString tst_StrangePaths::saidByTheWindow(const QString& path)
{
    OpenWindow open;
    open.session.play();
    open.page.files().open(path);
    OpenDialog* dialog = openDialog(open.page);
    const auto text = [dialog] { return dialog->page().message(); };
    if (!waitFor([&] { return !text().isEmpty() && text() != "Reading..."; }))
        return "nothing";
    const QString said = text();
    if (dialog->openButton().isEnabled())
        return "it can be opened";
    QTest::keyClick(dialog, Qt::Key_Escape);
    const auto trains = [&, step = open.session.status().step] { return open.session.status().step > step; };
    return waitFor(trains) && open.session.data()->count() == 250 ? said : "the run was lost";
}

void tst_StrangePaths::openInTheWindow(OpenWindow& open, const QString& path)
{
    open.page.files().open(path);
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->openButton().isEnabled(), 120'000);
    pressOpen(dialog);
}

void tst_StrangePaths::whatIsNoDataSetIsNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found");
    QTest::newRow("none") << "nowhere"
                          << "found none of that name";
    QTest::newRow("link to nowhere") << "dangling"
                                     << "found none of that name";
    QTest::newRow("empty file") << "empty"
                                << "found an empty file";
    QTest::newRow("another file") << "text.doc"
                                  << "found another kind of file";
    QTest::newRow("empty folder") << "a folder"
                                  << "found none in it";
    QTest::newRow("pipe") << "pipe"
                          << "found a device or a pipe";
    QTest::newRow("device") << "/dev/zero"
                            << "found a device or a pipe";
    QTest::newRow("file as a folder") << "empty/images"
                                      << "found none of that name";
}

void tst_StrangePaths::whatIsNoDataSetIsNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, found);
    const QString path = name.startsWith('/') ? name : m_cli.path(name);
    const Outcome outcome = m_cli.run(QStringList{"inspect", "--data", path});
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(
        outcome.err.contains(path.toUtf8() + ": expected ") && outcome.err.contains(found.toUtf8()), outcome.text());
    const QString said = saidByTheWindow(path);
    QVERIFY2(said.contains(path) && said.contains(found), qPrintable(said));

    const Outcome run = m_cli.run(QStringList{"info", path});
    QVERIFY2(run.code == 1 && run.isOneComplaint() && run.err.contains(path.toUtf8() + ": "), run.text());
    const Outcome out = m_cli.run(QStringList{"encode", "vae.run", "--out", m_cli.path("a folder")});
    QVERIFY2(out.code == 2 && out.isOneComplaint(), out.text());
}

void tst_StrangePaths::strangeNamesWork_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("line break") << "two\nlines";
    QTest::newRow("markup") << "<b>set<i> & %1 %s";
    if (kSanitized) // the same code with other names
        return;
    QTest::newRow("space and umlauts") << QStringLiteral("schöne Bilder ß");
    QTest::newRow("quotes") << "my \"best\" 'set'";
    QTest::newRow("emoji") << QStringLiteral("🐟 set");
    QTest::newRow("long") << QString(240, 'x');
    QTest::newRow("dash") << "-set";
}

/// Data is read, and runs, codes and pictures are written, wherever that is; and a fault there names it.
void tst_StrangePaths::strangeNamesWork()
{
    QFETCH(QString, name);
    QVERIFY(QDir(m_cli.path({})).mkdir(name));
    const QString folder = m_cli.path(name);
    m_cli.writeImages(name + "/images", 20, 8, 8);
    m_cli.writeImages(name + "/broken-images-idx3-ubyte", 20, 8, 8);
    QVERIFY(QFile::resize(folder + "/broken-images-idx3-ubyte", 100));
    const auto call = [&](const QStringList& words) {
        const Outcome outcome = m_cli.run(words);
        QVERIFY2(outcome.code == 0, outcome.text());
    };
    call(QStringList{"train", "--data", folder + "/images", "--epochs", "1", "--out", folder + "/run"}
        + kSmallVae.split(' '));
    call({"evaluate", folder + "/run"});
    call({"train", "--resume", folder + "/run", "--epochs", "2"});
    call({"encode", folder + "/run", "--out", folder + "/codes.npy"});
    call({"decode", folder + "/run", "--codes", folder + "/codes.npy", "--out", folder + "/pictures/"});
    call({"inspect", "--data", folder + "/pictures"});
    call({"sample", folder + "/run", "--out", folder + "/grid.png"});
    call({"export", folder + "/run", "--onnx", folder + "/model.onnx"});

    const QString broken = folder + "/broken-images-idx3-ubyte";
    const Outcome outcome = m_cli.run(QStringList{"inspect", "--data", broken});
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(saidByTheWindow(broken).contains("broken-images-idx3-ubyte: expected "), qPrintable(name));
    const QString missing = folder + "/missing";
    const QString said = saidByTheWindow(missing);
    QVERIFY2(said.startsWith(missing + ": expected "), qPrintable(said));

    OpenWindow open;
    open.page.files().open(folder + "/run");
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    open.session.stepBatch();
    QTRY_COMPARE(open.session.status().step, std::int64_t(3));
    open.page.files().saveRun();
    QTRY_VERIFY(!open.page.files().isSaving());
    QVERIFY(!openBox(open.page, "error"));
}

void tst_StrangePaths::bytesThatAreNoTextAreNamed()
{
    const std::string name = "bilder-\xFC"
                             "ber";
    const std::string where = "bilder-\xEF\xBF\xBD"
                              "ber"; // what a terminal can show of it
    m_cli.writeImages("latin", 20, 8, 8);
    QCOMPARE(rename(m_cli.pathText("latin").c_str(), (m_cli.pathText({}) + "/" + name).c_str()), 0);
    const std::vector<std::vector<std::string>> calls{
        {"inspect", "--data", name},
        {"info", name},
        {"encode", "vae.run", "--out", name + ".npy"},
        {"sample", "vae.run", "--out", name + ".png"},
        {"export", "vae.run", "--onnx", name + ".onnx"},
        {"decode", "vae.run", "--codes", name, "--out", "x.npy"},
        {"train", "--data", "sprites", "--model", "vae-2d", "--out", name},
        {"train", "--data", "sprites", "--model", name, "--out", "x.run"},
    };
    for (const std::vector<std::string>& words : calls) {
        const Outcome outcome = runBytes(m_cli, words);
        QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
        QVERIFY2(outcome.err.contains(QByteArray::fromStdString(where)), outcome.text());
        QVERIFY2(outcome.err.contains(": expected a name in UTF-8, found other bytes in it; rename"), outcome.text());
    }
}

/// Each file in a folder of pictures is taken for what it holds, whatever its name.
void tst_StrangePaths::pictureWhoseNameIsNoTextIsRead()
{
    QVERIFY(QDir(m_cli.path({})).mkdir("latin-1"));
    savePicture(m_cli.path("latin-1/0.png"), 10);
    savePicture(m_cli.path("latin-1/1.png"), 20);
    QCOMPARE(rename(m_cli.pathText("latin-1/1.png").c_str(), (m_cli.pathText("latin-1") + "/gr\xFCn.png").c_str()), 0);
    const Outcome outcome = m_cli.run(QStringList{"inspect", "--data", "latin-1", "--json"});
    QVERIFY2(outcome.code == 0 && outcome.json()["train"].toInt() == 2, outcome.text());
}

void tst_StrangePaths::loopOfLinksEnds()
{
    QVERIFY(QFile::link(m_cli.path("pictures"), m_cli.path("pictures/a/up")));
    QVERIFY(QFile::link(m_cli.path("pictures/itself"), m_cli.path("pictures/itself")));
    QCOMPARE(mkfifo(m_cli.path("pictures/a/pipe.png").toUtf8().constData(), 0600), 0);
    m_cli.write("pictures/a/empty.png", {});
    const Outcome outcome = m_cli.run(QStringList{"inspect", "--data", "pictures", "--json"});
    QVERIFY2(outcome.code == 0 && outcome.json()["train"].toInt() == 2, outcome.text());
    OpenWindow open;
    openInTheWindow(open, m_cli.path("pictures"));
    QTRY_COMPARE(open.session.data()->count(), Index(2));

    const Outcome loop = m_cli.run(QStringList{"inspect", "--data", "pictures/itself"});
    QVERIFY2(
        loop.code == 1 && loop.isOneComplaint() && loop.err.contains("that can be reached: Too many"), loop.text());
}

/// Pictures, and files that are none; while they are looked through the window answers.
void tst_StrangePaths::manyFilesAreLookedThrough()
{
    const int count = isThorough() ? 100'000 : 2'000;
    for (const char* name : {"many", "none"})
        QVERIFY(QDir(m_cli.path({})).mkdir(name));
    m_cli.write("text0", "no picture");
    m_cli.write("text1", "no picture either");
    for (int i = 0; i < count; ++i) { // a file system may allow no more than 65,000 names of one file
        const std::string name = std::to_string(i);
        const std::string half = i % 2 == 0 ? "0" : "1";
        std::filesystem::create_hard_link(
            m_cli.pathText("pictures/a/") + half + ".png", m_cli.pathText("many/") + name);
        std::filesystem::create_hard_link(
            m_cli.pathText("text" + QString::number(i % 2)), m_cli.pathText("none/") + name);
    }
    const Outcome many = m_cli.run(QStringList{"inspect", "--data", "many", "--json"});
    QVERIFY2(many.code == 0 && many.json()["train"].toInt() == count, many.text());
    const Outcome none = m_cli.run(QStringList{"inspect", "--data", "none"});
    QVERIFY2(none.code == 1 && none.isOneComplaint() && none.err.contains("found none in it"), none.text());

    OpenWindow open;
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++turns; });
    timer.start(0);
    openInTheWindow(open, m_cli.path("many"));
    QTRY_COMPARE_WITH_TIMEOUT(open.session.data()->count(), Index(count), 120'000);
    QVERIFY(turns > 10);
    QVERIFY2(saidByTheWindow(m_cli.path("none")).contains("found none in it"), "none");
}

void tst_StrangePaths::whatMayNotBeReadIsNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("file") << "images";
    QTest::newRow("folder") << "pictures";
    QTest::newRow("within a folder that may not be entered") << "pictures/0.png";
}

void tst_StrangePaths::whatMayNotBeReadIsNamed()
{
    QFETCH(QString, name);
    const CliForAll cli;
    QVERIFY(QDir(cli.path({})).mkdir("pictures"));
    savePicture(cli.path("pictures/0.png"), 10);
    cli.writeImages("images", 20, 8, 8);
    const QByteArray top = cli.path({}).toUtf8();
    QCOMPARE(chmod(top.constData(), 0755), 0);
    QCOMPARE(chmod((top + "/pictures").constData(), 0), 0);
    QCOMPARE(chmod((top + "/images").constData(), 0), 0);
    {
        const Unprivileged nobody;
        const Outcome outcome = cli.run(QStringList{"inspect", "--data", name});
        QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
        QVERIFY2(outcome.err.contains("ermission"), outcome.text());
        const QString said = saidByTheWindow(cli.path(name));
        QVERIFY2(said.contains(cli.path(name)) && said.contains("ermission"), qPrintable(said));
    }
    QCOMPARE(chmod((top + "/pictures").constData(), 0755), 0);
}

void tst_StrangePaths::closedFolderAmongOthersIsNamed()
{
    const CliForAll cli;
    QVERIFY(QDir(cli.path({})).mkpath("set/open") && QDir(cli.path({})).mkpath("set/closed"));
    savePicture(cli.path("set/open/0.png"), 10);
    savePicture(cli.path("set/closed/0.png"), 10);
    QCOMPARE(chmod(cli.path({}).toUtf8().constData(), 0755), 0);
    QCOMPARE(chmod(cli.path("set/closed").toUtf8().constData(), 0), 0);
    {
        const Unprivileged nobody;
        const auto data = openDataset(cli.pathText("set"));
        QCOMPARE(data->count(), Index(1));
        QCOMPARE(data->notices.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(data->notices[0]),
            "A folder was left out: " + cli.path("set/closed") + ": Permission denied.");
    }
    QCOMPARE(chmod(cli.path("set/closed").toUtf8().constData(), 0755), 0);
}

void tst_StrangePaths::whatMayNotBeWrittenIsNamed()
{
    const CliForAll cli;
    trainQuickly(cli, "vae.run", kSmallVae + " --epochs 1");
    QCOMPARE(cli.run("encode vae.run --out codes.npy").code, 0);
    const QByteArray before = cli.read("vae.run");
    QCOMPARE(chmod(cli.path({}).toUtf8().constData(), 0555), 0);
    {
        const Unprivileged nobody;
        for (const QString& words : {QString("encode vae.run --limit 5 --out few.npy"),
                 QString("train --resume vae.run --epochs 2"), QString("export vae.run --onnx model.onnx"),
                 QString("decode vae.run --codes codes.npy --out pictures/"),
                 QString("sample vae.run --out grid.png")}) {
            const Outcome outcome = cli.run(words);
            QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
            QVERIFY2(outcome.err.contains("ermission"), outcome.text());
        }
        OpenWindow open;
        open.page.files().setRunPath(cli.path("vae.run"));
        open.session.setModified(true);
        open.page.files().saveRun();
        QTRY_VERIFY(openBox(open.page, "error"));
        const QString text = openBox(open.page, "error")->text();
        QVERIFY2(text.startsWith(cli.path("vae.run") + ": cannot be written: ") && text.contains("ermission"),
            qPrintable(text));
        press(openBox(open.page, "error"), QMessageBox::Ok);
        QVERIFY(open.session.isModified());
    }
    QCOMPARE(chmod(cli.path({}).toUtf8().constData(), 0755), 0);
    QCOMPARE(cli.read("vae.run"), before);
}

/// What Qt cannot name it cannot remove.
void tst_StrangePaths::cleanupTestCase()
{
    std::filesystem::remove_all(m_cli.pathText("latin-1"));
    std::filesystem::remove(m_cli.pathText({})
        + "/bilder-\xFC"
          "ber");
}

ISTHMUS_TEST(tst_StrangePaths)
#include "tst_StrangePaths.moc"
