// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/NpyReader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

#include <unistd.h>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// An NPY file with this header and `values` behind it.
QByteArray npy(const QByteArray& header, const QByteArray& values, char version = 1)
{
    QByteArray bytes("\x93NUMPY", 6);
    bytes.append(version).append('\0');
    for (int i = 0; i < (version == 1 ? 2 : 4); ++i)
        bytes.append(static_cast<char>(header.size() >> (8 * i)));
    return bytes + header + values;
}

QByteArray dictionary(const char* type, const char* shape, const char* fortran = "False")
{
    return QByteArray("{'descr': '") + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
}

QString npyMessage(const std::string& path, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readNpy(path, options)); });
}

bool sameValues(const Dataset& one, const Dataset& two)
{
    if (one.shape != two.shape || one.count() != two.count() || !(one.scaling == two.scaling))
        return false;
    std::vector<Index> all; // backwards, and more than one block of lanes
    for (Index i = 40; i-- > 0;)
        all.push_back(i % one.count());
    Batch a;
    Batch b;
    one.gather(all, a);
    two.gather(all, b);
    return a.view() == b.view();
}

} // namespace

class TestNpyReader : public QObject
{
    Q_OBJECT
private slots:
    /// np.array([...]) of levels of grey has 64 bits, and many detectors give 12 of 16.
    void scalingGoesByTheNumbersAndNotByTheirType()
    {
        const Folder folder;
        const QByteArray levels("\0\0\0\0\0\0\0\0\xff\0\0\0\0\0\0\0", 16);
        const Dataset bytes = readNpy(folder.write("grey.npy", npy(dictionary("<i8", "(1, 1, 2)"), levels)));
        QCOMPARE(bytes.scaling, (Scaling{1.0 / 255, 0}));
        const QByteArray deep("\0\0\xff\x0f", 4);
        const Dataset twelve = readNpy(folder.write("deep.npy", npy(dictionary("<u2", "(1, 1, 2)"), deep)));
        QCOMPARE(twelve.scaling, (Scaling{1.0 / 4095, 0}));
        const Dataset mask =
            readNpy(folder.write("mask.npy", npy(dictionary("|u1", "(1, 1, 2)"), QByteArray("\0\1", 2))));
        QCOMPARE(mask.scaling, (Scaling{1, 0}));
        const QByteArray tissue("\x18\xfc\xe8\x03", 4); // -1000, 1000
        const Dataset ct = readNpy(folder.write("ct.npy", npy(dictionary("<i2", "(1, 1, 2)"), tissue)));
        QCOMPARE(ct.scaling, (Scaling{1.0 / 2000, 0.5}));
    }

    void axesBecomeImages_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("channels");
        QTest::addRow("N x H x W") << "images.npy" << 3 << 4 << 1;
        QTest::addRow("rows") << "rows.npy" << 1 << 12 << 1;
        QTest::addRow("rows in Fortran order") << "rows-fortran.npy" << 1 << 12 << 1;
        QTest::addRow("channels last") << "colour-last.npy" << 6 << 7 << 3;
        QTest::addRow("channels first") << "colour-first.npy" << 6 << 7 << 3;
        QTest::addRow("both") << "colour-first-fortran.npy" << 6 << 7 << 3;
    }

    void axesBecomeImages()
    {
        QFETCH(QString, name);
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(int, channels);
        const std::string path = fixture(name.toStdString());
        QVERIFY(sniffNpy(path));
        const Dataset data = readNpy(path);
        QCOMPARE(data.format, std::string("NPY"));
        QCOMPARE(data.shape, (Shape{channels, height, width}));
        QCOMPARE(data.trainCount, Index(5));
        QCOMPARE(data.testCount, Index(0));
        QCOMPARE(data.images->type(), std::string("uint8"));
        QCOMPARE(data.scaling, (Scaling{1.0 / 255, 0}));
        QCOMPARE(firstDifference(data), Index(-1));
        QCOMPARE(data.images->minimum(), 0.0);

        ReadOptions left; // in the file
        left.keepInMemory = 0;
        const Dataset inFile = readNpy(path, left);
        QVERIFY(sameValues(data, inFile));
        QVERIFY(data.images->isInMemory());
        QCOMPARE(inFile.images->isInMemory(), name.contains("fortran")); // whose samples lie scattered
        QCOMPARE(inFile.images->bytes(), static_cast<std::uint64_t>(5 * data.shape.size()));
        QCOMPARE(data.images->bytes(), inFile.images->bytes());
    }

    void labelsAreTakenFromTheFileBeside()
    {
        const Dataset data = readNpy(fixture("images.npy"));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 2, 1, 0}));
        QCOMPARE(data.classNames, (std::vector<std::string>{"0", "1", "2"}));
        QVERIFY(!readNpy(fixture("rows.npy")).hasLabels());
    }

    void aSizeMakesRowsImages()
    {
        ReadOptions options;
        options.width = 4;
        options.height = 3;
        const Dataset data = readNpy(fixture("rows.npy"), options);
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(firstDifference(data), Index(-1));
        QCOMPARE(data.reading, options);
        options.width = 2;
        options.height = 2;
        QCOMPARE(readNpy(fixture("rows.npy"), options).shape, (Shape{3, 2, 2}));
        options.order = ReadOptions::Order::First;
        const std::vector<float> sample = rawSample(readNpy(fixture("rows-fortran.npy"), options), 0);
        QCOMPARE(sample[1], float(scriptValue(0, 4))); // green of the first pixel
        options.width = 5;
        QCOMPARE(npyMessage(fixture("rows.npy"), options),
            "rows.npy: expected rows of 5 x 2 numbers, or three or four times as many, as the size says, found 12");
    }

    void theOrderOfChannelsCanBeSaid()
    {
        const Folder folder;
        const std::string path = folder.write("a.npy", npy(dictionary("|u1", "(1, 3, 2, 4)"), counting(24)));
        QCOMPARE(readNpy(path).shape, (Shape{4, 3, 2}));
        ReadOptions options;
        options.order = ReadOptions::Order::First;
        const Dataset data = readNpy(path, options);
        QCOMPARE(data.shape, (Shape{3, 2, 4}));
        QCOMPARE(rawSample(data, 0)[1], 8.0F);
    }

    void floatsAreScaledByTheTrainingRange()
    {
        const Folder folder;
        const float numbers[] = {-1, 3, 0, 1};
        const QByteArray bytes(reinterpret_cast<const char*>(numbers), sizeof numbers);
        const std::string path = folder.write("a.npy", npy(dictionary("<f4", "(2, 2)"), bytes));
        const Dataset data = readNpy(path);
        QCOMPARE(data.scaling, (Scaling{0.25, 0.25}));
        QCOMPARE(data.images->minimum(), -1.0);
        QCOMPARE(data.images->maximum(), 3.0);
        ReadOptions none;
        none.scale = ReadOptions::Scale::None;
        QCOMPARE(readNpy(path, none).scaling, (Scaling{1, 0}));
        const Dataset unit = readNpy(folder.write("b.npy", npy(dictionary("<f4", "(1, 2)"), bytes.right(8))));
        QCOMPARE(unit.scaling, (Scaling{1, 0}));
    }

    void versionsTwoAndThreeAreRead()
    {
        const Folder folder;
        for (const char version : {2, 3}) {
            const Dataset data =
                readNpy(folder.write("v.npy", npy(dictionary("|u1", "(2, 3, 4)"), counting(24), version)));
            QCOMPARE(rawSample(data, 1)[11], 23.0F);
        }
        QCOMPARE(readNpy(folder.write("l.npy", npy(dictionary("|u1", "(2L, 3L)"), counting(6)))).count(), Index(2));
    }

    void brokenFilesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const QByteArray good = npy(dictionary("|u1", "(2, 3, 4)"), counting(24));
        QTest::newRow("too short") << good.left(8) << "expected an NPY header, found the end of the file in it";
        QTest::newRow("header cut") << good.left(40) << "expected an NPY header of 63 bytes, found 30 bytes";
        QTest::newRow("numbers cut") << good.chopped(1) << "expected 24 bytes for 2 x 3 x 4 of uint8, found 23";
        QTest::newRow("version") << npy(dictionary("|u1", "(2, 3, 4)"), {}, 9)
                                 << "expected NPY version 1 to 3, found version 9";
        QTest::newRow("overflow") << npy(dictionary("<f8", "(4294967296, 4294967296, 4294967296)"), counting(8))
                                  << "expected 9,223,372,036,854,775,807 bytes for 4,294,967,296 x 4,294,967,296 x "
                                     "4,294,967,296 of float64, found 8";
        QTest::newRow("claims memory") << npy(dictionary("<f8", "(100000000, 1000)"), counting(8))
                                       << "expected 800,000,000,000 bytes for 100,000,000 x 1,000 of float64, found 8";
        QTest::newRow("negative") << npy(dictionary("|u1", "(-2, 3)"), {}) << "at most 32 whole numbers as shape";
        QTest::newRow("too large a number")
            << npy(dictionary("|u1", "(99999999999999999999, 3)"), {}) << "at most 32 whole numbers as shape";
        QTest::newRow("no image") << npy(dictionary("|u1", "(0, 3, 4)"), {})
                                  << "expected at least one image, found 0 x 3 x 4 of uint8";
        QTest::newRow("one axis") << npy(dictionary("|u1", "(4,)"), counting(4))
                                  << "expected images (2 to 4 axes), found one axis: 4 of uint8";
        QTest::newRow("no axis") << npy(dictionary("|u1", "()"), counting(1)) << "found a single number of uint8";
        QTest::newRow("five axes") << npy(dictionary("|u1", "(1, 1, 1, 1, 1)"), counting(1))
                                   << "found 1 x 1 x 1 x 1 x 1 of uint8";
        QTest::newRow("channels")
            << npy(dictionary("|u1", "(1, 2, 2, 2)"), counting(8))
            << "expected 1, 3 or 4 channels as the second or the last of four axes, found 1 x 2 x 2 "
               "x 2 of uint8; in Python, x.reshape(-1, 2, 2) makes each slice an image";
        QTest::newRow("complex") << npy(dictionary("<c8", "(1, 1)"), counting(8)) << "found complex numbers";
        QTest::newRow("no dictionary") << npy("hello", {}) << "expected an NPY header with a dictionary, found 'hello'";
        QTest::newRow("keys") << npy("{'descr': '<f4', }", {}) << "with the keys descr, fortran_order and shape";
        QTest::newRow("unclosed") << npy("{'descr", {}) << "closed quotes";
    }

    void brokenFilesAreExplained()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        const Folder folder;
        const QString found = npyMessage(folder.write("broken.npy", bytes));
        QVERIFY2(found.startsWith("broken.npy: ") && found.contains(message), qPrintable(found));
    }

    void whatIsNoNumberIsNamed()
    {
        const auto tells = [](const char* file, const char* type, const char* way) {
            const QString message = npyMessage(fixture(file));
            return message.contains(QString("found ") + type + "; in Python, ") && message.contains(way);
        };
        QVERIFY(tells("objects.npy", "Python objects, type '|O'", "numpy.array(x.tolist())"));
        QVERIFY(tells("records.npy", "records of several fields (a structured type)", "structured_to_unstructured(x)"));
        QVERIFY(tells("texts.npy", "texts, type '<U1'", "x.astype('float32')"));
    }

    void typesThatAreNotReadHaveAWay_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("found");
        QTest::newRow("complex") << QByteArray("<c8")
                                 << "found complex numbers, type '<c8'; in Python, numpy.abs(x) are";
        QTest::newRow("long double") << QByteArray("<f16") << "found type '<f16'; in Python, x.astype('float64') makes";
        QTest::newRow("bfloat16") << QByteArray("|V2") << "bfloat16, type '|V2'; in Python, save x.astype('float32')";
        QTest::newRow("times") << QByteArray("<M8[s]") << "found times, type '<M8[s]'; in Python, x.astype('int64')";
        QTest::newRow("unknown") << QByteArray("<x4") << "found type '<x4'";
    }

    void typesThatAreNotReadHaveAWay()
    {
        QFETCH(QByteArray, type);
        QFETCH(QString, found);
        const Folder folder;
        const QString message = npyMessage(folder.write("x.npy", npy(dictionary(type, "(1, 1)"), counting(16))));
        QVERIFY2(message.contains(found), qPrintable(message));
    }

    /// Two calls of np.save() on one file; numpy.load() gives the first.
    void whatLiesBehindAnArrayIsLeftOut()
    {
        const Folder folder;
        const QByteArray first = npy(dictionary("|u1", "(2, 3, 4)"), counting(24));
        const Dataset one = readNpy(folder.write("one.npy", first));
        const Dataset two = readNpy(folder.write("two.npy", first + first));
        QVERIFY(sameValues(one, two));
        QVERIFY(one.notices.empty());
        QCOMPARE(two.notices,
            (std::vector<std::string>{"two.npy: " + std::to_string(first.size())
                + " bytes behind the first array were left out, as numpy.load leaves them out."}));
    }

    /// MATLAB's order of axes, and a picture that is no data set.
    void axesThatMayBeMeantOtherwiseAreSaid()
    {
        const Folder folder;
        const auto noticesOf = [&](const char* shape, int numbers, const ReadOptions& options = {}) {
            return readNpy(folder.write("x.npy", npy(dictionary("|u1", shape), counting(numbers))), options).notices;
        };
        QCOMPARE(noticesOf("(16, 16, 5)", 1280),
            (std::vector<std::string>{"16 images of 16 x 5 were read; if the last axis counts images of 16 x 16, save "
                                      "numpy.moveaxis(x, -1, 0) in Python."}));
        QCOMPARE(noticesOf("(16, 16)", 256),
            (std::vector<std::string>{"There are as many rows as columns, 16, and each row is a sample; if all are one "
                                      "picture, save it as PNG, which is cut into patches."}));
        QVERIFY(noticesOf("(16, 16, 16)", 4096).empty());
        QVERIFY(noticesOf("(16, 17)", 272).empty());
        QVERIFY(noticesOf("(5, 16, 16)", 1280).empty());
        ReadOptions sized;
        sized.width = sized.height = 4;
        QVERIFY(noticesOf("(16, 16)", 256, sized).empty());
    }

    void numbersMustBeFinite()
    {
        QCOMPARE(npyMessage(fixture("not-finite.npy")),
            "not-finite.npy: expected finite numbers that 32-bit floats can hold, found a missing one (NaN) in row 1 "
            "at value 0 (both counted from 0); the choice 'mean' of missing numbers keeps such samples");
    }

    void labelsThatDoNotFitAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QString>("reason");
        QTest::newRow("count") << npy(dictionary("|u1", "(3,)"), counting(3))
                               << "expected 2 labels, one for each image of x.npy, found 3";
        QTest::newRow("texts") << npy(dictionary("<U1", "(2,)"),
            counting(8)) << "expected texts as labels, found the letter number 50,462,976, which Unicode does not have";
        QTest::newRow("fractions") << npy(dictionary("<f4", "(2,)"), QByteArray("\0\0\0\x3f\0\0\0\x3f", 8))
                                   << "expected whole numbers as labels, found 0.5 for sample 0";
        QTest::newRow("axes") << npy(dictionary("|u1", "(2, 1, 1)"), counting(2))
                              << "expected labels in one axis, found 2 x 1 x 1 of uint8";
        QTest::newRow("two ones") << npy(dictionary("|u1", "(2, 2)"), QByteArray("\0\1\1\1", 4))
                                  << "expected labels in one axis, or a single 1 in each row, found a second one in "
                                     "row 1; in Python, y[:, 0] is the first column alone";
        QTest::newRow("no one") << npy(dictionary("|u1", "(2, 2)"), QByteArray("\0\1\0\0", 4))
                                << "expected labels in one axis, or a single 1 in each row, found row 1 without one";
        QTest::newRow("no array") << QByteArray("0 1")
                                  << "expected an NPY file, as np.save writes it, found another kind of file";
    }

    void labelsThatDoNotFitAreLeftOut()
    {
        QFETCH(QByteArray, labels);
        QFETCH(QString, reason);
        const Folder folder;
        const std::string path =
            folder.write("x.npy", npy(dictionary("|u1", "(2, 3)"), QByteArray("\0\1\2\3\4\xff", 6)));
        folder.write("y.npy", labels);
        const Dataset data = readNpy(path);
        QVERIFY(!data.hasLabels());
        QCOMPARE(data.notices.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(data.notices.front()), "The labels were left out: y.npy: " + reason + '.');
    }

    void rowsWithASingleOneAreLabels()
    {
        const Folder folder;
        const std::string path = folder.write("x.npy", npy(dictionary("|u1", "(2, 3)"), counting(6)));
        folder.write("y.npy", npy(dictionary("|u1", "(2, 3)"), QByteArray("\0\0\1\0\1\0", 6)));
        QCOMPARE(classesOf(readNpy(path)), (std::vector<std::string>{"2", "1"}));
        folder.write("y.npy", npy(dictionary("|u1", "(2, 3)", "True"), QByteArray("\0\0\0\1\1\0", 6)));
        QCOMPARE(classesOf(readNpy(path)), (std::vector<std::string>{"2", "1"}));
    }

    void aFileThatBecomesShorterIsAnError()
    {
        const Folder folder;
        const std::string path = folder.write("x.npy", npy(dictionary("|u1", "(20, 3, 4)"), counting(240)));
        ReadOptions options;
        options.keepInMemory = 100;
        const Dataset data = readNpy(path, options);
        QCOMPARE(rawSample(data, 19)[0], 228.0F);
        QCOMPARE(truncate(path.c_str(), 200), 0);
        QCOMPARE(rawSample(data, 0)[1], 1.0F);
        const QString message = messageOf([&] { static_cast<void>(rawSample(data, 19)); });
        QVERIFY2(message.endsWith("found the end of the file: it has become shorter"), qPrintable(message));
    }

    void readingCanBeCancelled()
    {
        QVERIFY_THROWS_EXCEPTION(
            Cancelled, static_cast<void>(readNpy(fixture("images.npy"), {}, [](double) { return false; })));
    }
};

ISTHMUS_APPLESS_TEST(TestNpyReader)
#include "tst_NpyReader.moc"
