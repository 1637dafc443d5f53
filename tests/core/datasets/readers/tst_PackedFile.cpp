// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/NpyReader.h"
#include "core/datasets/readers/PackedFile.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

#include <QFile>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QByteArray fixtureBytes(const std::string& name)
{
    QFile file(QString::fromStdString(fixture(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPackedFile : public QObject
{
    Q_OBJECT
private slots:
    /// Whatever a table is called, it is the same packed.
    void packedTablesAreReadAsThePlainOnes_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"table.csv", "table.tsv", "spreadsheet.csv", "savetxt.csv"})
            QTest::newRow(name) << QString(name);
    }

    void packedTablesAreReadAsThePlainOnes()
    {
        QFETCH(QString, name);
        const Folder folder;
        const std::string path = folder.write(name + ".gz", gzip(fixtureBytes(name.toStdString())));
        QVERIFY(sniffCsv(path));
        const Dataset plain = readCsv(fixture(name.toStdString()));
        const Dataset packed = readCsv(path);
        QCOMPARE(packed.fingerprint(), plain.fingerprint());
        QCOMPARE(packed.classNames, plain.classNames);
        QCOMPARE(datasetChoices(path).columns, datasetChoices(fixture(name.toStdString())).columns);
    }

    void packedArraysAreReadAsThePlainOnes()
    {
        const Folder folder;
        const std::string path = folder.write("images.npy.gz", gzip(fixtureBytes("images.npy")));
        folder.write("labels.npy.gz", gzip(fixtureBytes("labels.npy")));
        QVERIFY(sniffNpy(path));
        const Dataset packed = readNpy(path);
        QCOMPARE(packed.fingerprint(), readNpy(fixture("images.npy")).fingerprint());
        QCOMPARE(packed.labels.size(), std::size_t(5));
    }

    void damageIsSaid()
    {
        const Folder folder;
        const QByteArray table = gzip(QByteArray("1,2\n").repeated(100'000));
        QVERIFY(messageOf([&] {
            readCsv(folder.write("t.csv.gz", table.chopped(9)));
        }).contains("t.csv.gz: expected a whole gzip file, found one that is damaged or ends early"));
        const QByteArray array = fixtureBytes("images.npy");
        QVERIFY(messageOf([&] { readNpy(folder.write("a.npy.gz", gzip(array + '0'))); }).contains("found more"));
        QVERIFY(messageOf([&] {
            readNpy(folder.write("b.npy.gz", gzip(array.chopped(1))));
        }).contains("found " + QString::number(array.size() - 1) + " when unpacked"));
    }

    /// A header of 128 bytes that promises 4 TB.
    void aHeaderAloneTakesNoMemory()
    {
        QByteArray array = fixtureBytes("images.npy");
        array.replace("(5, 3, 4), }        ", "(999999999999, 4), }");
        const Folder folder;
        QVERIFY(messageOf([&] { readNpy(folder.write("a.npy.gz", gzip(array))); }).contains("which cannot hold them"));
    }
};

ISTHMUS_APPLESS_TEST(TestPackedFile)
#include "tst_PackedFile.moc"
