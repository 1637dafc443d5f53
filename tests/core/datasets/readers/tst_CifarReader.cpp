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

    void aBatchBehindAGapIsSaidToBeLeftOut()
    {
        const Folder folder;
        for (const char* name : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_4.bin"})
            folder.write(name, QByteArray(3073, '\2'));
        const Dataset data = readCifar(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(2));
        QCOMPARE(data.notices,
            (std::vector<std::string>{"data_batch_4.bin was left out, since data_batch_3.bin is missing."}));
    }

    void thePythonVersionIsReadAndNotExecuted()
    {
        for (const char* name : {"cifar-10-batches-py", "cifar-10-batches-py/data_batch_1"}) {
            QVERIFY(sniffCifar(fixture(name)));
            const auto data = openDataset(fixture(name));
            QCOMPARE(data->format, std::string("CIFAR-10"));
            QCOMPARE(data->trainCount, Index(2));
            QCOMPARE(data->className(0), std::string("class 7"));
            QCOMPARE(firstDifference(*data), Index(-1));
            QCOMPARE(data->notices, std::vector<std::string>());
        }
        const Dataset data = readCifar(fixture("cifar-10-batches-py"));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{7, 6, 5}));
        for (const char* name : {"data_batch_2", "data_batch_3"}) { // saved again by Python 3, in these protocols
            const Dataset again = readCifar(fixture(std::string("cifar-python3/") + name));
            QCOMPARE(again.labels, (std::vector<std::int32_t>{3}));
            QCOMPARE(firstDifference(again), Index(-1));
        }
    }

    void aPickleThatCallsIsRefused()
    {
        const QString message =
            messageOf([] { static_cast<void>(openDataset(fixture("cifar-python3/data_batch_call"))); });
        QCOMPARE(message,
            "data_batch_call: expected a pickle of lists, texts, whole numbers and NumPy arrays alone, found the name "
            "posix system; nothing of it was executed");
    }

    void aHundredClassesAreFineOrCoarse()
    {
        for (const char* name : {"cifar-100-python", "cifar-100-binary"}) {
            const auto data = openDataset(fixture(name));
            QCOMPARE(data->format, std::string("CIFAR-100"));
            QCOMPARE(data->trainCount, Index(2));
            QCOMPARE(data->testCount, Index(1));
            QCOMPARE(data->labels, (std::vector<std::int32_t>{99, 98, 97}));
            QCOMPARE(data->className(2), std::string("fine 97"));
            QCOMPARE(firstDifference(*data), Index(-1));
            ReadOptions coarse;
            coarse.labelArray = "coarse_labels";
            QCOMPARE(openDataset(fixture(name), coarse)->className(2), std::string("coarse 17"));
            ReadOptions none;
            none.labelArray = "none";
            QVERIFY(!openDataset(fixture(name), none)->hasLabels());
            QCOMPARE(datasetChoices(fixture(name)).arrays.size(), std::size_t(2));
            ReadOptions other;
            other.labelArray = "course";
            QVERIFY(messageOf([&] {
                static_cast<void>(openDataset(fixture(name), other));
            }).endsWith("expected fine_labels, coarse_labels or none as the labels, found 'course'"));
        }
    }

    void namesThatAreMissingAreSaid()
    {
        const Folder folder;
        const std::string path = folder.write("train.bin", QByteArray(3074, '\2'));
        const std::string left = "The names of the classes were left out: ";
        QCOMPARE(readCifar(path).notices,
            (std::vector<std::string>{left + "expected 100 of them beside the images, found none."}));
        folder.write("fine_label_names.txt", "apple\nbee\n");
        const Dataset data = readCifar(path);
        QCOMPARE(data.notices, (std::vector<std::string>{left + "expected 100 of them beside the images, found 2."}));
        QCOMPARE(data.className(0), std::string("2"));
        folder.write("data_batch_1.bin", QByteArray(3073, '\2'));
        folder.write("batches.meta.txt", "airplane\n");
        const Dataset ten = readCifar(folder.path("data_batch_1.bin").toStdString());
        QCOMPARE(ten.notices, (std::vector<std::string>{left + "expected 10 of them beside the images, found 1."}));
        QCOMPARE(ten.className(0), std::string("bird"));
    }

    void theFolderOfADownloadIsLookedInto()
    {
        const Folder folder;
        QVERIFY(QDir().mkpath(folder.path("cifar-10-batches-py")));
        for (const char* name : {"data_batch_1", "test_batch"})
            QVERIFY(QFile::copy(QString::fromStdString(fixture(std::string("cifar-10-batches-py/") + name)),
                folder.path(QString("cifar-10-batches-py/") + name)));
        const auto data = openDataset(folder.path().toStdString());
        QCOMPARE(data->count(), Index(3));
        QCOMPARE(data->className(0), std::string("horse"));
        QCOMPARE(data->notices, (std::vector<std::string>{"The set was found in the folder cifar-10-batches-py."}));
    }

    void columnsOfStlBecomeRows()
    {
        const auto data = openDataset(fixture("stl10_binary"));
        QCOMPARE(data->format, std::string("STL-10"));
        QCOMPARE(data->shape, (Shape{3, 96, 96}));
        QCOMPARE(data->trainCount, Index(1));
        QCOMPARE(data->testCount, Index(1));
        QCOMPARE(data->labels, (std::vector<std::int32_t>{9, 8}));
        QCOMPARE(data->className(1), std::string("class 9"));
        QCOMPARE(firstDifference(*data), Index(-1));
        const auto test = openDataset(fixture("stl10_binary/test_X.bin"));
        QCOMPARE(test->labels, (std::vector<std::int32_t>{8}));
        const Folder folder;
        const std::string path = folder.write("unlabeled_X.bin", QByteArray(27648, '\1'));
        QVERIFY(!openDataset(path)->hasLabels());
        folder.write("train_X.bin", QByteArray(27648, '\1'));
        folder.write("train_y.bin", QByteArray(1, '\13'));
        QCOMPARE(openDataset(folder.path().toStdString())->notices,
            (std::vector<std::string>{"The labels were left out: train_y.bin: expected labels from 1 to 10, found 11.",
                "The pictures without labels were left out: open unlabeled_X.bin itself to have them alone."}));
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
            "short.bin: expected records of 3,073 bytes, as CIFAR-10 has them, found 3,072 bytes");
        QVERIFY(!sniffCifar(folder.write("label.bin", QByteArray(3073, '\12'))));
        QCOMPARE(cifarMessage(folder.path("label.bin").toStdString()),
            "label.bin: expected a class from 0 to 9 in front of image 0, found 10");
        QVERIFY(cifarMessage(folder.write("empty.bin", {})).contains("expected records of 3,073 bytes"));
        QVERIFY(cifarMessage(folder.path().toStdString()).contains("expected a folder with data_batch_1.bin"));
    }
};

ISTHMUS_APPLESS_TEST(TestCifarReader)
#include "tst_CifarReader.moc"
