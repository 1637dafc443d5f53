// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/IdxReader.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// Ten images of 3 x 4.
QByteArray tenImages()
{
    return idx({10, 3, 4}, counting(120));
}

QByteArray tenLabels()
{
    return idx({10}, QByteArray("\0\1\2\3\4\0\1\2\3\4", 10));
}

QString idxMessage(const std::string& path)
{
    return messageOf([&] { static_cast<void>(readIdx(path)); });
}

const ByteImages& bytesOf(const Dataset& data)
{
    return static_cast<const ByteImages&>(*data.images);
}

} // namespace

class TestIdxReader : public QObject
{
    Q_OBJECT
private slots:
    void readsPlainAndGzippedWhateverTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("packed");
        QTest::newRow("plain") << "pictures.idx" << false;
        QTest::newRow("gzip") << "pictures.idx.gz" << true;
        QTest::newRow("gzip without .gz") << "größe 1.idx" << true;
        QTest::newRow("plain with .gz") << "pictures.gz" << false;
    }

    void readsPlainAndGzippedWhateverTheName()
    {
        QFETCH(QString, name);
        QFETCH(bool, packed);
        const Folder folder;
        const std::string path = folder.write(name, packed ? gzip(tenImages()) : tenImages());
        QVERIFY(sniffIdx(path));
        const Dataset data = readIdx(path);
        QCOMPARE(data.trainCount, Index(10));
        QCOMPARE(data.testCount, Index(0));
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(data.name, path);
        QCOMPARE(data.title, name.toStdString());
        QCOMPARE(data.format, std::string("IDX"));
        QVERIFY(!data.hasLabels());
        QVERIFY(data.classNames.empty());
        QCOMPARE(data.images->count(), Index(10));
        QCOMPARE(bytesOf(data).sample(9)[11], std::uint8_t(119));
        QCOMPARE(data.images->maximum(), 119.0);
        Batch batch;
        data.gather(std::vector<Index>{3}, batch);
        QCOMPARE(batch.row(5)[0], 41.0F / 255.0F);
    }

    void readsSeveralGzipMembers()
    {
        const Folder folder;
        const QByteArray bytes = tenImages(); // the first member ends within the header
        const Dataset data =
            readIdx(folder.write("x.gz", gzip(bytes.left(9)) + gzip(bytes.mid(9, 50)) + gzip(bytes.mid(59))));
        QCOMPARE(bytesOf(data).sample(9)[11], std::uint8_t(119));
    }

    void readsColourAndOneChannel()
    {
        const Folder folder;
        const Dataset colour = readIdx(folder.write("rgb.idx", idx({5, 4, 2, 3}, counting(120))));
        QCOMPARE(colour.shape, (Shape{3, 4, 2}));
        QCOMPARE(bytesOf(colour).sample(1)[0], std::uint8_t(24));
        QCOMPARE(readIdx(folder.write("grey.idx", idx({5, 4, 6, 1}, counting(120)))).shape, (Shape{1, 4, 6}));
    }

    void takesTheLabelsBesideTheImages_data()
    {
        QTest::addColumn<QString>("images");
        QTest::addColumn<QString>("labels");
        QTest::newRow("usual") << "cats-images-idx3-ubyte"
                               << "cats-labels-idx1-ubyte";
        QTest::newRow("both packed") << "cats-images-idx3-ubyte.gz"
                                     << "cats-labels-idx1-ubyte.gz";
        QTest::newRow("labels packed") << "cats-images-idx3-ubyte"
                                       << "cats-labels-idx1-ubyte.gz";
        QTest::newRow("dots") << "cats-images.idx3-ubyte"
                              << "cats-labels.idx1-ubyte";
        QTest::newRow("images twice") << "images of images.idx"
                                      << "images of labels.idx";
    }

    void takesTheLabelsBesideTheImages()
    {
        QFETCH(QString, images);
        QFETCH(QString, labels);
        const Folder folder;
        const std::string path = folder.write(images, images.endsWith(".gz") ? gzip(tenImages()) : tenImages());
        folder.write(labels, labels.endsWith(".gz") ? gzip(tenLabels()) : tenLabels());
        const Dataset data = readIdx(path);
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 2, 3, 4, 0, 1, 2, 3, 4}));
        QCOMPARE(data.classNames, (std::vector<std::string>{"0", "1", "2", "3", "4"}));
    }

    void aFolderIsTrainAndTest()
    {
        const Folder folder;
        folder.write("train-images-idx3-ubyte", tenImages());
        folder.write("train-labels-idx1-ubyte.gz", gzip(tenLabels()));
        folder.write("t10k-images-idx3-ubyte.gz", gzip(idx({2, 3, 4}, QByteArray(24, 'a'))));
        folder.write("t10k-labels-idx1-ubyte", idx({2}, QByteArray("\5\6", 2)));
        QVERIFY(sniffIdx(folder.path().toStdString()));
        const Dataset data = readIdx(folder.path().toStdString() + "/");
        QCOMPARE(data.trainCount, Index(10));
        QCOMPARE(data.testCount, Index(2));
        QCOMPARE(data.labels.size(), std::size_t(12));
        QCOMPARE(data.labels.back(), 6);
        QCOMPARE(data.className(11), std::string("6"));
        QCOMPARE(bytesOf(data).sample(9)[11], std::uint8_t(119));
        QCOMPARE(bytesOf(data).sample(10)[0], std::uint8_t('a'));
        QCOMPARE(data.title, std::string("schöne Bilder"));
        QCOMPARE(data.name, folder.path().toStdString());

        const Dataset alone = readIdx(folder.path("train-images-idx3-ubyte").toStdString());
        QCOMPARE(alone.count(), Index(10)); // a file is that file
        QCOMPARE(alone.testCount, Index(0));
    }

    /// EMNIST's names, classes from 1, and the letters that they stand for.
    void aSetMayHaveItsNameInFront()
    {
        const Folder folder;
        const std::string path =
            folder.write("emnist-letters-train-images-idx3-ubyte.gz", gzip(idx({2, 3, 4}, counting(24))));
        folder.write("emnist-letters-train-labels-idx1-ubyte.gz", gzip(idx({2}, QByteArray("\1\2", 2))));
        folder.write("emnist-letters-test-images-idx3-ubyte.gz", gzip(idx({1, 3, 4}, counting(12))));
        folder.write("emnist-letters-test-labels-idx1-ubyte.gz", gzip(idx({1}, QByteArray("\2", 1))));
        for (const std::string& opened : {path, folder.path().toStdString()}) {
            const Dataset data = readIdx(opened);
            QCOMPARE(data.trainCount, Index(2));
            QCOMPARE(data.testCount, Index(1));
            QCOMPARE(data.classNames, (std::vector<std::string>{"1", "2"}));
        }
        folder.write("emnist-letters-mapping.txt", "1 65 97\n2 66 98\n");
        const Dataset letters = readIdx(path);
        QCOMPARE(letters.classNames, (std::vector<std::string>{"Aa", "Bb"}));
        QCOMPARE(letters.labels, (std::vector<std::int32_t>{0, 1, 1}));
        for (const auto& [mapping, found] : {std::pair{"1 65 97\n2 0\n", "numbers of letters, found 0."},
                 {"1 65 97\n2 B\n", "whole numbers from 0 to 65,535, found 'B'."},
                 {"1 65 97\n-2 66\n", "whole numbers from 0 to 999, found '-2'."}}) {
            folder.write("emnist-letters-mapping.txt", mapping);
            const Dataset numbers = readIdx(path);
            QCOMPARE(numbers.classNames, (std::vector<std::string>{"1", "2"}));
            QCOMPARE(numbers.notices.back(),
                std::string("The letters of the classes were left out: emnist-letters-mapping.txt: expected ") + found);
        }
        QCOMPARE(idxLabelsBeside(path), folder.path("emnist-letters-train-labels-idx1-ubyte.gz").toStdString());

        folder.write("emnist-digits-train-images-idx3-ubyte.gz", gzip(idx({2, 3, 4}, counting(24))));
        QVERIFY(sniffIdx(folder.path().toStdString()));
        QVERIFY(idxMessage(folder.path().toStdString())
                    .endsWith("expected one set, found the training images of several: emnist digits, emnist letters; "
                              "open the file of one of them, which finds its test part"));
        QCOMPARE(readIdx(path).testCount, Index(1));
    }

    void theFirstColumnOfIntegersIsTheClass()
    {
        const Folder folder;
        const std::string path = folder.write("qmnist-test-images-idx3-ubyte", idx({2, 3, 4}, counting(24)));
        const QByteArray rows("\0\0\0\5\0\0\x12\x34\0\0\0\7\0\0\0\0", 16);
        folder.write("qmnist-test-labels-idx2-int", idx({2, 2}, rows, 0x0c));
        QCOMPARE(readIdx(path).classNames, (std::vector<std::string>{"5", "7"}));
        folder.write("qmnist-test-labels-idx2-int", idx({2, 2}, rows.chopped(1), 0x0c));
        QCOMPARE(readIdx(path).notices.front(),
            "The labels were left out: qmnist-test-labels-idx2-int: expected 28 bytes for 2 images of 2, found 27.");
        folder.write("qmnist-test-labels-idx2-int", idx({2, 2}, QByteArray(16, '\1'), 0x0c));
        QVERIFY(QString::fromStdString(readIdx(path).notices.front())
                    .contains("expected classes from 0 to 255 in the first column, found another in row 0"));
    }

    void theFolderAboveIsLookedInto()
    {
        const Folder folder;
        QVERIFY(QDir().mkpath(folder.path("raw")));
        folder.write("raw/train-images-idx3-ubyte", tenImages());
        QVERIFY(sniffIdx(folder.path().toStdString()));
        const Dataset data = readIdx(folder.path().toStdString());
        QCOMPARE(data.count(), Index(10));
        QCOMPARE(data.notices, (std::vector<std::string>{"The set was found in the folder raw."}));
    }

    void aFolderMayLackLabelsAndTestPart()
    {
        const Folder folder;
        folder.write("train-images-idx3-ubyte", tenImages());
        const Dataset data = readIdx(folder.path().toStdString());
        QCOMPARE(data.count(), Index(10));
        QVERIFY(!data.hasLabels());
    }

    void sniffsByContent()
    {
        const Folder folder;
        QVERIFY(!sniffIdx(folder.path().toStdString()));
        QVERIFY(!sniffIdx(folder.path("nothing").toStdString()));
        QVERIFY(!sniffIdx(folder.write("empty", {})));
        QVERIFY(!sniffIdx(folder.write("text-ubyte", "some text that is long enough")));
        QVERIFY(!sniffIdx(folder.write("text.gz", gzip("some text that is long enough"))));
        const QByteArray large = idx({100, 28, 28}, counting(78400));
        const std::string stored = folder.write("stored.gz", gzip(large, 0));
        QVERIFY(sniffIdx(stored));
        QCOMPARE(readIdx(stored).count(), Index(100));
        QVERIFY(sniffIdx(folder.write("labels", tenLabels())));
        QVERIFY(sniffIdx(folder.write("short", idx({10}, {}).left(6))));
    }

    void badFilesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const QByteArray& bytes, const char* message) {
            QTest::newRow(name) << bytes << QString(message);
        };
        row("empty", {}, "x.idx: expected an IDX file, found an empty file");
        row("wrong magic", "\x89PNG and so on",
            "x.idx: expected an IDX file, which begins with the bytes 00 00 08 and 01, 03 or 04, found 89 50 4e 47");
        row("three bytes", QByteArray("\0\0\x08", 3),
            "x.idx: expected an IDX file, which begins with the bytes 00 00 08 and 01, 03 or 04, found 00 00 08");
        row("header ends", tenImages().left(11), "x.idx: expected an IDX header of 16 bytes, found 11");
        row("truncated", idx({60000, 28, 28}, QByteArray(1008, 'x')),
            "x.idx: expected 47,040,016 bytes for 60,000 images of 28 x 28, found 1,024");
        row("too long", tenImages() + "z", "x.idx: expected 136 bytes for 10 images of 3 x 4, found 137");
        row("no image", idx({0, 28, 28}, {}), "x.idx: expected at least one image, found 0 images of 28 x 28");
        row("no height", idx({10, 0, 28}, {}),
            "x.idx: expected images with sides of 1 to 65,535 pixels and at most 268,435,456 values, found 10 images "
            "of 0 x 28");
        row("no width", idx({10, 28, 0}, {}),
            "x.idx: expected images with sides of 1 to 65,535 pixels and at most 268,435,456 values, found 10 images "
            "of 28 x 0");
        row("too many values", idx({1, 65535, 65535}, counting(120)),
            "x.idx: expected images with sides of 1 to 65,535 pixels and at most 268,435,456 values, found 1 images of "
            "65535 x 65535");
        row("labels alone", tenLabels(),
            "x.idx: expected images (3 or 4 dimensions), found labels alone (1 dimension, 10 of them): open the file "
            "of "
            "their images instead");
        row("two dimensions", idx({10, 12}, counting(120)),
            "x.idx: expected images in 3 dimensions (count x height x width) or 4 (with 1 or 3 channels), found 2 "
            "dimensions");
        row("two channels", idx({10, 3, 2, 2}, counting(120)),
            "x.idx: expected 1 or 3 channels as the fourth dimension, found 2");
        row("floats", idx({10, 3, 1}, counting(120), 0x0D),
            "x.idx: expected unsigned bytes (IDX type 08), the type that is supported, found 32-bit floats (type 0d); "
            "in Python: numpy.save('images.npy', numpy.frombuffer(open('x.idx', 'rb').read(), '>f4', "
            "offset=16).reshape(10, 3, 1))");
        row("claims more than memory", idx({4294967295U, 65535, 4096}, counting(120)),
            "x.idx: expected 1,152,903,912,152,371,216 bytes for 4,294,967,295 images of 65535 x 4096, found 136");
        row("gzip claims more than memory", gzip(idx({4294967295U, 28, 28}, counting(120))),
            "x.idx: expected 3,367,254,359,296 bytes for 4,294,967,295 images of 28 x 28, found a gzip file of ");
        row("gzip ends early", gzip(idx({100, 10, 10}, counting(10000))).left(300),
            "x.idx: expected a whole gzip file, found one that is damaged or ends early");
        row("gzip ends before its numbers", gzip(tenImages(), 0).left(100), // level 0: stored in one block
            "x.idx: expected a whole gzip file, found one that is damaged or ends early");
        row("gzip of too little", gzip(idx({100, 10, 10}, counting(9000))),
            "x.idx: expected 10,016 bytes for 100 images of 10 x 10, found 9,016 when unpacked");
        row("gzip of too much", gzip(idx({100, 10, 10}, counting(11000))),
            "x.idx: expected 10,016 bytes when unpacked, found more");
        row("gzip of something else", gzip("plain text, and more of it"),
            "x.idx: expected an IDX file, which begins with the bytes 00 00 08 and 01, 03 or 04, found 70 6c 61 69");
        row("gzip of nothing", gzip({}), "x.idx: expected an IDX file, found an empty file");
    }

    void badFilesAreExplained()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        const Folder folder;
        const QString found = idxMessage(folder.write("x.idx", bytes));
        QVERIFY2(found.startsWith(message), qPrintable(found));
        QVERIFY2(found == message || message.endsWith(' '), qPrintable(found));
    }

    void aFileLargerThanMemoryIsRefused()
    {
        const Folder folder;
        const std::string path = folder.write("x.idx", idx({1U << 30, 64, 64}, {}));
        QFile file(QString::fromStdString(path));
        if (!file.resize(16 + (qint64(1) << 42))) // a file of holes
            ISTHMUS_SKIP("this file system has no sparse files of 4 TiB");
        ReadOptions inMemory;
        inMemory.keepInMemory = std::numeric_limits<std::int64_t>::max();
        const QString message = messageOf([&] { static_cast<void>(readIdx(path, inMemory)); });
        QVERIFY(message.contains("bytes of this machine's memory, found 4,398,046,511,120 bytes"));
    }

    void largeFilesAreReadWhereTheyAre()
    {
        const Folder folder;
        folder.write("train-images-idx3-ubyte", idx({70, 3, 4}, counting(840)));
        folder.write("train-labels-idx1-ubyte", idx({70}, QByteArray(70, '\1')));
        folder.write("t10k-images-idx3-ubyte.gz", gzip(idx({10, 3, 4}, counting(120))));
        folder.write("t10k-labels-idx1-ubyte", idx({10}, QByteArray(10, '\2')));
        const std::string path = folder.path().toStdString();
        ReadOptions inFile;
        inFile.keepInMemory = 500;
        const Dataset here = readIdx(path);
        const Dataset there = readIdx(path, inFile);
        QCOMPARE(there.images->type(), std::string("uint8"));
        QCOMPARE(there.images->maximum(), here.images->maximum());
        QCOMPARE(there.fingerprint(), here.fingerprint());
        QVERIFY(here.images->isInMemory());
        QVERIFY(!there.images->isInMemory()); // one part of it
        QCOMPARE(there.scaling, here.scaling);
        std::vector<Index> all;
        for (Index i = 80; i-- > 0;)
            all.push_back(i);
        Batch one;
        Batch two;
        here.gather(all, one);
        there.gather(all, two);
        QVERIFY(one.view() == two.view());
    }

    void missingAndUnreadableFiles()
    {
        const Folder folder;
        const QString path = folder.path("nothing.idx");
        const QString message = idxMessage(path.toStdString());
        QVERIFY2(message.startsWith(path + ": expected a file that can be read, found: "), qPrintable(message));
        QCOMPARE(idxMessage(folder.path().toStdString()),
            folder.path() + ": expected a folder with train-images-idx3-ubyte, plain or .gz, found none");
    }

    void labelsThatDoNotFitAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QString>("message");
        QTest::newRow("another count") << idx({9},
            QByteArray(9, '\1')) << "x-labels.idx: expected 10 labels, one for each image of x-images.idx, found 9";
        QTest::newRow("truncated") << tenLabels().left(12) << "x-labels.idx: expected 18 bytes for 10 labels, found 12";
        QTest::newRow("images") << tenImages() << "x-labels.idx: expected labels (1 dimension), found 3 dimensions";
        QTest::newRow("empty") << QByteArray() << "x-labels.idx: expected an IDX file, found an empty file";
        QTest::newRow("integers") << idx({10}, QByteArray(40, '\1'), 0x0C)
                                  << "x-labels.idx: expected unsigned bytes (IDX type 08), the type that is supported, "
                                     "found 32-bit integers (type 0c)";
    }

    void labelsThatDoNotFitAreLeftOut()
    {
        QFETCH(QByteArray, labels);
        QFETCH(QString, message);
        const Folder folder;
        folder.write("x-labels.idx", labels);
        const Dataset data = readIdx(folder.write("x-images.idx", tenImages()));
        QVERIFY(!data.hasLabels());
        QCOMPARE(data.notices.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(data.notices.front()), "The labels were left out: " + message + '.');
    }

    void partsThatDoNotFitAreExplained()
    {
        const Folder folder;
        folder.write("train-images-idx3-ubyte", tenImages());
        folder.write("train-labels-idx1-ubyte", tenLabels());
        folder.write("t10k-images-idx3-ubyte", idx({2, 4, 4}, counting(32)));
        const std::string path = folder.path().toStdString();
        QCOMPARE(idxMessage(path),
            QString("t10k-images-idx3-ubyte: expected images of 3 x 4 x 1 as in train-images-idx3-ubyte, "
                    "found 4 x 4 x 1"));
        folder.write("t10k-images-idx3-ubyte", idx({2, 3, 4}, counting(24)));
        QCOMPARE(readIdx(path).notices,
            (std::vector<std::string>{"The labels were left out: t10k-images-idx3-ubyte: expected labels beside it, as "
                                      "the other part has them, found none."}));
        folder.write("t10k-labels-idx1-ubyte", idx({3}, counting(3)));
        const Dataset data = readIdx(path);
        QCOMPARE(data.count(), Index(12));
        QVERIFY(!data.hasLabels());
        QVERIFY(data.notices.front().ends_with("one for each image of t10k-images-idx3-ubyte, found 3."));
        folder.write("t10k-images-idx3-ubyte", idx({2, 3, 4}, counting(23)));
        QVERIFY(idxMessage(path).contains("t10k-images-idx3-ubyte: expected 40 bytes"));
    }
};

ISTHMUS_APPLESS_TEST(TestIdxReader)
#include "tst_IdxReader.moc"
