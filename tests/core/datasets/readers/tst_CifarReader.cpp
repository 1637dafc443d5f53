// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/CifarReader.h"
#include "core/datasets/readers/IdxReader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QString cifarMessage(const std::string& path)
{
    return messageOf([&] { static_cast<void>(readCifar(path)); });
}

} // namespace

class TestCifarReader : public QObject
{
    Q_OBJECT
private slots:
    void aFolderIsTrainAndTest()
    {
        QVERIFY(sniffCifar(fixture("cifar")));
        const Dataset data = readCifar(fixture("cifar"));
        QCOMPARE(data.shape, (Shape{3, 32, 32}));
        QCOMPARE(data.trainCount, Index(2));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{7, 6, 5}));
        QCOMPARE(data.className(0), std::string("class 7"));
        QCOMPARE(firstDifference(data), Index(-1)); // planes became pixels
    }

    void aFileIsASetOfItsOwn()
    {
        const std::string path = fixture("cifar/data_batch_2.bin");
        QVERIFY(sniffCifar(path));
        const Dataset data = readCifar(path);
        QCOMPARE(data.trainCount, Index(1));
        QCOMPARE(data.testCount, Index(0));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{6}));
        const Folder folder;
        QCOMPARE(readCifar(folder.write("x.bin", QByteArray(3073, '\2'))).className(0), std::string("bird"));
    }

    /// Two red pixels of an airplane make the beginning of floats in three dimensions.
    void aBatchMayBeginLikeIdx()
    {
        const Folder folder;
        QByteArray bytes(2 * 3073, '\1');
        bytes.replace(0, 4, QByteArray("\0\0\x0d\3", 4));
        const std::string path = folder.write("x.bin", bytes);
        QVERIFY(!sniffIdx(path));
        QCOMPARE(openDataset(path)->format, std::string("CIFAR-10"));
        const std::string images = folder.write("images.idx", idx({1, 1, 3073 - 16}, QByteArray(3073 - 16, '\0')));
        QVERIFY(sniffCifar(images));
        QVERIFY(sniffIdx(images));
    }

    void brokenFilesAreExplained()
    {
        const Folder folder;
        QVERIFY(!sniffCifar(folder.write("short.bin", QByteArray(3072, '\0'))));
        QCOMPARE(cifarMessage(folder.path("short.bin").toStdString()),
            "short.bin: expected records of 3,073 bytes, found 3,072 bytes");
        QVERIFY(!sniffCifar(folder.write("label.bin", QByteArray(3073, '\12'))));
        QCOMPARE(cifarMessage(folder.path("label.bin").toStdString()),
            "label.bin: expected a class from 0 to 9 in front of image 0, found 10");
        QVERIFY(cifarMessage(folder.write("empty.bin", {})).contains("expected records of 3,073 bytes"));
        QVERIFY(cifarMessage(folder.path().toStdString()).contains("expected a folder with data_batch_1.bin"));
    }
};

ISTHMUS_APPLESS_TEST(TestCifarReader)
#include "tst_CifarReader.moc"
