// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/ArrayFiles.h"
#include "core/datasets/readers/ArrayFolder.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// An array of bytes 0, 1, 2, ... plus `first`.
QByteArray bytesNpy(const char* shape, int count, int first = 0, const char* type = "|u1")
{
    const QByteArray header =
        QByteArray("{'descr': '") + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    QByteArray bytes("\x93NUMPY\1\0", 8);
    bytes.append(static_cast<char>(header.size())).append('\0');
    bytes += header;
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(first + i);
    return bytes;
}

std::string writeBelow(const Folder& folder, const QString& name, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(folder.path(name)).path());
    return folder.write(name, bytes);
}

} // namespace

class TestArrayFolder : public QObject
{
    Q_OBJECT
private slots:
    void oneFileFindsTheOthers()
    {
        const Folder folder;
        const std::string path = folder.write("x_train.npy", bytesNpy("(3, 2, 2)", 12));
        folder.write("x_test.npy", bytesNpy("(1, 2, 2)", 4, 100));
        folder.write("y_train.npy", bytesNpy("(3,)", 3));
        folder.write("y_test.npy", bytesNpy("(1, 1)", 1, 2));
        folder.write("z.npy", bytesNpy("(1,)", 1));
        for (const std::string& opened : {path, folder.path().toStdString()}) {
            const auto data = openDataset(opened);
            QCOMPARE(data->trainCount, Index(3));
            QCOMPARE(data->testCount, Index(1));
            QCOMPARE(data->labels, (std::vector<std::int32_t>{0, 1, 2, 2}));
            QCOMPARE(rawSample(*data, 3)[1], 101.0F);
        }
        QCOMPARE(openDataset(path)->notices, std::vector<std::string>());
        QCOMPARE(openDataset(folder.path().toStdString())->notices,
            (std::vector<std::string>{"The file z.npy was left out."}));
        QCOMPARE(openDataset(folder.path("x_test.npy").toStdString())->classNames, (std::vector<std::string>{"2"}));
    }

    void whatDoesNotFitIsSaid()
    {
        const Folder folder;
        const std::string path = folder.write("train_data.npy", bytesNpy("(3, 2, 2)", 12));
        folder.write("test_data.npy", bytesNpy("(1, 2, 3)", 6));
        folder.write("val_data.npy", bytesNpy("(1, 2, 2)", 4));
        const Dataset data = readArrayFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(0));
        QCOMPARE(data.validationCount, Index(1));
        const std::string notice =
            "The test part was left out: test_data.npy: expected images of the type and shape of "
            "train_data.npy (3 x 2 x 2 of uint8), found 1 x 2 x 3 of uint8.";
        QCOMPARE(data.notices, (std::vector<std::string>{notice}));
        ReadOptions leaves;
        leaves.validationPart = ReadOptions::ValidationPart::LeaveOut;
        const Dataset less = readArrayFolder(folder.path().toStdString(), leaves);
        QCOMPARE(less.count(), Index(3));
        QCOMPARE(less.notices, (std::vector<std::string>{notice, "The validation part was left out: val_data.npy."}));
        folder.write("test_data.npy", bytesNpy("(1, 2, 2)", 4));
        folder.write("train_labels.npy", bytesNpy("(3,)", 3));
        QCOMPARE(readArrayFolder(folder.path().toStdString()).notices.front(),
            "The labels were left out: test_data.npy has none.");
    }

    void validationPartIsTheLast()
    {
        const Folder folder;
        folder.write("x_train.npy", bytesNpy("(3, 2, 2)", 12));
        folder.write("x_val.npy", bytesNpy("(2, 2, 2)", 8, 50));
        folder.write("x_test.npy", bytesNpy("(1, 2, 2)", 4, 100));
        folder.write("y_train.npy", bytesNpy("(3,)", 3));
        folder.write("y_test.npy", bytesNpy("(1,)", 1, 2));
        folder.write("y_val.npy", bytesNpy("(2,)", 2, 1));
        const auto data = openDataset(folder.path("x_train.npy").toStdString());
        QCOMPARE(data->trainCount, Index(3));
        QCOMPARE(data->testCount, Index(1));
        QCOMPARE(data->validationCount, Index(2));
        QCOMPARE(data->labels, (std::vector<std::int32_t>{0, 1, 2, 2, 1, 2}));
        QCOMPARE(rawSample(*data, 3)[0], 100.0F);
        QCOMPARE(rawSample(*data, 4)[0], 50.0F);
        QCOMPARE(data->notices, std::vector<std::string>());
    }

    void validationPartWithoutLabelsIsLeftOut()
    {
        const Folder folder;
        const std::string path = folder.write("x_train.npy", bytesNpy("(3, 2, 2)", 12));
        folder.write("x_val.npy", bytesNpy("(2, 2, 2)", 8));
        folder.write("y_train.npy", bytesNpy("(3,)", 3));
        const auto data = openDataset(path);
        QVERIFY(data->hasLabels());
        QCOMPARE(data->validationCount, Index(0));
        QCOMPARE(
            data->notices, (std::vector<std::string>{"The validation part was left out: x_val.npy has no labels."}));
    }

    void archivesOfOneArrayArePartners()
    {
        const std::string folder = fixture("kmnist");
        for (const std::string& path : {folder, folder + "/kmnist-train-imgs.npz"}) {
            const auto data = openDataset(path);
            QCOMPARE(data->trainCount, Index(3));
            QCOMPARE(data->testCount, Index(2));
            QCOMPARE(data->labels, (std::vector<std::int32_t>{0, 1, 2, 1, 0}));
            QCOMPARE(firstDifference(*data), Index(-1));
            QCOMPARE(data->notices, std::vector<std::string>());
        }
    }

    void textsAreClasses()
    {
        const auto data = openDataset(fixture("words"));
        QCOMPARE(data->classNames, (std::vector<std::string>{"cat", "dog", "\xc3\xa4pfel"}));
        QCOMPARE(data->labels, (std::vector<std::int32_t>{0, 1, 0, 2, 1}));
    }

    void foldersOfSamplesMayHaveAValidationPart()
    {
        const Folder folder;
        for (const char* name : {"val/b/1.npy", "train/a/1.npy", "train/b/2.npy", "test/b/1.npy", "val/a/2.npy"})
            writeBelow(folder, name, bytesNpy("(2, 3)", 6, name[0] == 'v' ? 30 : 20));
        const auto data = openDataset(folder.path().toStdString());
        QCOMPARE(data->trainCount, Index(2));
        QCOMPARE(data->testCount, Index(1));
        QCOMPARE(data->validationCount, Index(2));
        QCOMPARE(data->labels, (std::vector<std::int32_t>{0, 1, 1, 0, 1}));
        QCOMPARE(rawSample(*data, 4)[0], 30.0F);
    }

    void eachFileMayBeASample()
    {
        const Folder folder;
        for (const char* name : {"train/b/1.npy", "train/a/1.npy", "train/a/2.npy", "test/b/1.npy"})
            writeBelow(folder, name, bytesNpy("(2, 3)", 6, name[6] == 'a' ? 10 : 20));
        folder.write("readme.txt", "no array");
        const auto data = openDataset(folder.path().toStdString());
        QCOMPARE(data->format, std::string("arrays"));
        QCOMPARE(data->shape, (Shape{1, 2, 3}));
        QCOMPARE(data->trainCount, Index(3));
        QCOMPARE(data->testCount, Index(1));
        QCOMPARE(data->labels, (std::vector<std::int32_t>{0, 0, 1, 1}));
        QCOMPARE(rawSample(*data, 0)[1], 11.0F);
        QCOMPARE(rawSample(*data, 3)[5], 25.0F);
        QCOMPARE(data->notices, (std::vector<std::string>{"1 file that is no array was left out."}));
    }

    void numberedSamplesAreNoPartners()
    {
        const Folder folder;
        for (const char* name : {"img_1.npy", "img_2.npy"})
            folder.write(name, bytesNpy("(4,)", 4));
        const Dataset data = readArrayFolder(folder.path().toStdString());
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(data.shape, (Shape{1, 1, 4}));
        folder.write("img_3.npy", bytesNpy("(5,)", 5));
        const QString message = messageOf([&] { static_cast<void>(readArrayFolder(folder.path().toStdString())); });
        QVERIFY2(message.endsWith("img_3.npy: expected a sample of the type and shape of img_1.npy (4 of uint8), found "
                                  "5 of uint8"),
            qPrintable(message));
    }

    void otherFoldersAreNone()
    {
        const Folder folder;
        QVERIFY(!sniffArrayFolder(folder.path().toStdString()));
        folder.write("a.txt", "no array");
        QVERIFY(!sniffArrayFolder(folder.path().toStdString()));
        QVERIFY(!sniffArrayFolder(folder.path("a.txt").toStdString()));
        QVERIFY(!sniffArrayFolder(fixture("pictures")));
    }
};

ISTHMUS_APPLESS_TEST(TestArrayFolder)
#include "tst_ArrayFolder.moc"
