// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/PictureZip.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

class TestPictureZip : public QObject
{
    Q_OBJECT
private slots:
    void anArchiveIsReadAsItsFolder()
    {
        const auto data = openDataset(fixture("pictures.zip"));
        QCOMPARE(data->format, std::string("zip"));
        QCOMPARE(data->title, std::string("pictures.zip"));
        QCOMPARE(data->name, fixture("pictures.zip"));
        QCOMPARE(data->classNames, (std::vector<std::string>{"a", "b b"}));
        QCOMPARE(firstDifference(*data), Index(-1));
        QCOMPARE(data->fingerprint(), openDataset(fixture("pictures"))->fingerprint());
        QCOMPARE(data->notices,
            (std::vector<std::string>{
                "The pictures all lie in the folder 'pictures', whose folders are taken for the set.",
                "1 file of the archive that is no picture was left out."}));
    }

    void entriesOutsideAreLeftOut()
    {
        QFile file(QString::fromStdString(fixture("pictures.zip")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        bytes.replace("pictures/a/0.png", "../../../aaa.png"); // names of the same length
        bytes.replace("pictures/a/1.png", "/tmp/isthmu1.png");
        const Folder folder;
        const Dataset data = readPictureZip(folder.write("a.zip", bytes));
        QCOMPARE(data.count(), Index(1));
        QCOMPARE(data.notices.back(), "3 files of the archive that are no pictures were left out.");
    }

    void ofFilesWithOneNameTheFirstIsRead()
    {
        QFile file(QString::fromStdString(fixture("pictures.zip")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        bytes.replace("pictures/a/1.png", "pictures/a/0.png");
        const Folder folder;
        const Dataset data = readPictureZip(folder.write("a.zip", bytes));
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(data.notices.back(), "1 file of the archive was left out, since an earlier one has its name.");
    }

    /// Entries of a directory may all mean the same bytes.
    void filesThatLieOverEachOtherAreRefused()
    {
        QFile file(QString::fromStdString(fixture("pictures.zip")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        const qsizetype entry = bytes.indexOf("PK\1\2"); // the first of the directory
        QVERIFY(entry > 0);
        bytes.replace(entry + 24, 4, QByteArray::fromHex("ffffff7f")); // its size when unpacked
        const Folder folder;
        const std::string path = folder.write("a.zip", bytes);
        const QString message = messageOf([&] { static_cast<void>(readPictureZip(path)); });
        QVERIFY2(message.startsWith("a.zip: expected files that an archive of "), qPrintable(message));
    }

    void whatCannotBeUnpackedIsNamedWithItsArchive()
    {
        QFile file(QString::fromStdString(fixture("pictures.zip")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        bytes.replace("pictures/b b/0.png", "pictures/a/0.png/b"); // a file cannot be a folder too
        const Folder folder;
        const std::string path = folder.write("c.zip", bytes);
        const QString message = messageOf([&] { static_cast<void>(readPictureZip(path)); });
        QVERIFY2(message.startsWith("c.zip: pictures/a/0.png/b: expected to unpack it, found: "), qPrintable(message));
    }

    void brokenArchivesAreNoneOrExplained()
    {
        const Folder folder;
        QVERIFY(!sniffPictureZip(folder.write("a.zip", "PK\3\4")));
        QVERIFY(!sniffPictureZip(fixture("split.npz")));
        QFile file(QString::fromStdString(fixture("pictures.zip")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        bytes[60] = static_cast<char>(~bytes[60]); // in the first picture
        const std::string path = folder.write("b.zip", bytes);
        const QString message = messageOf([&] { static_cast<void>(readPictureZip(path)); });
        QVERIFY2(message == "no error" || message.contains("b.zip"), qPrintable(message));
    }
};

ISTHMUS_GUILESS_TEST(TestPictureZip)
#include "tst_PictureZip.moc"
