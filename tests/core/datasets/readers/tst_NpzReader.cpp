// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/NpzReader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Archives.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

#include <algorithm>
#include <map>
#include <set>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QByteArray bytesOfFixture(const char* name)
{
    QFile file(QString::fromStdString(fixture(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString npzMessage(const std::string& path, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readNpz(path, options)); });
}

/// The samples of an archive whose images are this array; empty: the array that is chosen.
std::set<std::vector<float>> samplesOf(const std::string& path, const std::string& array = {})
{
    ReadOptions options;
    options.array = array;
    const Dataset data = readNpz(path, options);
    std::set<std::vector<float>> samples;
    for (Index n = 0; n < data.count(); ++n)
        samples.insert(rawSample(data, n));
    return samples;
}

} // namespace

class TestNpzReader : public QObject
{
    Q_OBJECT
private slots:
    void everyNumberType_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("array");
        QTest::addColumn<QString>("type");
        const auto names = {"little-c", "little-fortran", "big-c", "big-fortran"};
        const std::pair<const char*, const char*> types[] = {{"b1", "bool"}, {"u1", "uint8"}, {"i1", "int8"},
            {"u2", "uint16"}, {"i2", "int16"}, {"u4", "uint32"}, {"i4", "int32"}, {"u8", "uint64"}, {"i8", "int64"},
            {"f2", "float16"}, {"f4", "float32"}, {"f8", "float64"}};
        for (const char* name : names)
            for (const auto& [array, type] : types)
                QTest::addRow("%s %s", name, array) << QString("types-%1.npz").arg(name) << array << type;
    }

    void everyNumberType()
    {
        QFETCH(QString, file);
        QFETCH(QString, array);
        QFETCH(QString, type);
        ReadOptions options;
        options.array = array.toStdString();
        const Dataset data = readNpz(fixture(file.toStdString()), options);
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(QString::fromStdString(data.images->type()), type);
        const double low = data.images->minimum();
        const double width = data.images->maximum() - low;
        QCOMPARE(data.scaling,
            array.startsWith('u')       ? (Scaling{1.0 / 255, 0}) // bytes, whatever they are stored as
                : array.startsWith('i') ? (Scaling{1 / width, -low / width}) // signed
                                        : (Scaling{1, 0}));
        const auto expected = [&array](int value) -> float {
            if (array == "b1")
                return value > 50 ? 1.0F : 0.0F;
            if (array == "f2")
                return float(Eigen::half(float(value / 100.0)));
            if (array.startsWith('f'))
                return float(value / 100.0);
            return float(value - (array.startsWith('i') ? 50 : 0));
        };
        QCOMPARE(firstDifference(data, expected), Index(-1));
    }

    void partsAndLabelsGoByTheirNames()
    {
        QVERIFY(sniffNpz(fixture("split.npz")));
        const Dataset data = readNpz(fixture("split.npz"));
        QCOMPARE(data.format, std::string("NPZ"));
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(2));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 2, 1, 0}));
        QCOMPARE(firstDifference(data), Index(-1));
        ReadOptions options;
        options.labelArray = "none";
        QVERIFY(!readNpz(fixture("split.npz"), options).hasLabels());
        QCOMPARE(readNpz(fixture("split.npz"), options).testCount, Index(2));
    }

    void withoutNamesTheLargestArrayAndItsLabelsAreTaken()
    {
        const Dataset data = readNpz(fixture("unnamed.npz"));
        QCOMPARE(data.count(), Index(5));
        QCOMPARE(classesOf(data), (std::vector<std::string>{"4", "5", "4", "5", "4"}));
        ReadOptions inFile; // stored, so it may stay there
        inFile.keepInMemory = 0;
        QCOMPARE(firstDifference(readNpz(fixture("unnamed.npz"), inFile)), Index(-1));
    }

    void arraysAreListed()
    {
        const DatasetChoices choices = datasetChoices(fixture("split.npz"));
        QCOMPARE(choices.array, std::string("x_train and x_test"));
        QCOMPARE(choices.labelArray, std::string("y_train and y_test"));
        QCOMPARE(choices.format, std::string("NPZ"));
        QCOMPARE(choices.arrays.size(), std::size_t(4)); // the objects are none
        QCOMPARE(choices.arrays[0].first, std::string("x_train"));
        QCOMPARE(choices.arrays[0].second, std::string("3 x 3 x 4 of uint8"));
    }

    void whatIsNoNumbersIsSaid()
    {
        const Dataset data = readNpz(fixture("split.npz"));
        QCOMPARE(data.notices.size(), std::size_t(1));
        QVERIFY2(data.notices.front().starts_with("Left out: split.npz: "), data.notices.front().c_str());
    }

    void whatDoesNotFitIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("hasLabels");
        QTest::addColumn<QString>("notice");
        const auto row = [](const char* name, const Arrays& arrays, int count, bool hasLabels, const QString& notice) {
            QTest::newRow(name) << npz(arrays) << count << hasLabels << notice;
        };
        const std::pair<QByteArray, QByteArray> train("x_train.npy", zeros("|u1", "(2, 2, 2)", 8));
        const std::pair<QByteArray, QByteArray> trainLabels("y_train.npy", zeros("|u1", "(2,)", 2));
        const std::pair<QByteArray, QByteArray> test("x_test.npy", zeros("|u1", "(1, 2, 2)", 4));
        row("test of another type", {train, trainLabels, {"x_test.npy", zeros("<f4", "(1, 2, 2)", 16)}}, 2, true,
            "The test part was left out: x.npz: x_test: expected images of the type and shape of x.npz: x_train "
            "(2 x 2 x 2 of uint8), found 1 x 2 x 2 of float32.");
        row("labels of the training part alone", {train, trainLabels, test}, 3, false,
            "The labels were left out: x_test has none.");
        const QString named =
            " and no whole number for each image; name it as the labels to have it read all the same.";
        row("several columns", {train, {"y_train.npy", zeros("|u1", "(2, 3)", 6)}}, 2, false,
            "The labels were left out: y_train holds 2 x 3 of uint8 and no whole number for each image; where each "
            "row has a single 1, name it as the labels.");
        row("fractions", {train, {"y_train.npy", zeros("<f4", "(2,)", 8)}}, 2, false,
            "The labels were left out: y_train holds 2 of float32" + named);
        row("another count", {train, {"y_train.npy", zeros("|u1", "(3,)", 3)}}, 2, false,
            "The labels were left out: y_train holds 3 of uint8" + named);
        row("texts", {train, {"y_train.npy", zeros("<U1", "(3,)", 12)}}, 2, false,
            "The labels were left out: y_train holds 3 of texts" + named);
        row("objects", {train, {"y_train.npy", zeros("|O", "(2,)", 16)}}, 2, false,
            "Left out: x.npz: y_train: expected truth values, integers or floats of at most 64 bits, found Python "
            "objects, type '|O'; in Python, numpy.array(x.tolist()) makes numbers or texts of those that are alike.");
        row("a validation part without labels", {train, trainLabels, {"x_val.npy", zeros("|u1", "(1, 2, 2)", 4)}}, 2,
            true, "The validation part was left out: x_val has no labels.");
    }

    void whatDoesNotFitIsLeftOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, count);
        QFETCH(bool, hasLabels);
        QFETCH(QString, notice);
        const Folder folder;
        ReadOptions options;
        const std::string path = folder.write("x.npz", bytes);
        for (const char* array : {"", "x_train"}) {
            options.array = array;
            const Dataset data = readNpz(path, options);
            QCOMPARE(data.count(), Index(count));
            QCOMPARE(data.hasLabels(), hasLabels);
            QCOMPARE(data.notices.size(), std::size_t(1));
            QCOMPARE(QString::fromStdString(data.notices.front()), notice);
        }
    }

    void partsAndLabelsGoByManyNames_data()
    {
        QTest::addColumn<QByteArrayList>("names");
        QTest::newRow("train and test alone") << QByteArrayList{"train", "train_labels", "test", "test_labels"};
        QTest::newRow("data") << QByteArrayList{"train_data", "train_target", "test_data", "test_target"};
        QTest::newRow("long words") << QByteArrayList{
            "training_images", "training_labels", "testing_images", "testing_labels"};
        QTest::newRow("capitals") << QByteArrayList{"XTrain", "YTrain", "XTest", "YTest"};
    }

    void partsAndLabelsGoByManyNames()
    {
        QFETCH(QByteArrayList, names);
        const Folder folder;
        const Dataset data = readNpz(folder.write("x.npz",
            npz({{names[2] + ".npy", zeros("|u1", "(1, 2, 2)", 4)}, {names[1] + ".npy", zeros("|u1", "(1, 3)", 3)},
                {names[0] + ".npy", zeros("|u1", "(3, 2, 2)", 12)}, {names[3] + ".npy", zeros("|u1", "(1, 1)", 1)}})));
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 0, 0, 0}));
        QCOMPARE(data.notices, std::vector<std::string>());
    }

    void arraysThatAreNotReadAreNamed()
    {
        const Folder folder;
        const std::string path = folder.write("x.npz",
            npz({{"imgs.npy", zeros("|u1", "(2, 2, 2)", 8)}, {"latents_values.npy", zeros("<f8", "(2, 6)", 96)},
                {"latents_classes.npy", zeros("<f4", "(2, 6)", 48)}}));
        QCOMPARE(readNpz(path).notices,
            (std::vector<std::string>{
                "The arrays latents_values and latents_classes were left out; imgs holds what is read."}));
        ReadOptions chosen;
        chosen.array = "imgs";
        QCOMPARE(readNpz(path, chosen).notices, std::vector<std::string>());
    }

    void labelsMayBeTexts()
    {
        const Folder folder;
        QByteArray words = zeros("<U3", "(2,)", 0) + QByteArray("d\0\0\0o\0\0\0g\0\0\0\xe4\0\0\0\0\0\0\0\0\0\0\0", 24);
        const Dataset data =
            readNpz(folder.write("x.npz", npz({{"x.npy", zeros("|u1", "(2, 2, 2)", 8)}, {"y.npy", words}})));
        QCOMPARE(data.classNames, (std::vector<std::string>{"dog", "\xc3\xa4"}));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1}));
    }

    void labelsThatAreNamedMayBeFloats()
    {
        const Folder folder;
        const std::string path = folder.write("x.npz",
            npz({{"x.npy", zeros("|u1", "(2, 2, 2)", 8)}, {"y.npy", zeros("<f8", "(2,)", 16)},
                {"t.npy", zeros("<U1", "(2,)", 8)}}));
        ReadOptions options;
        options.labelArray = "y";
        QCOMPARE(readNpz(path, options).labels, (std::vector<std::int32_t>{0, 0}));
        ReadOptions texts;
        texts.labelArray = "t";
        QCOMPARE(readNpz(path, texts).classNames, (std::vector<std::string>{""}));
        texts.array = "t";
        QCOMPARE(npzMessage(path, texts), "x.npz: t: expected images of numbers, found 2 of texts");
    }

    void otherWaysOfPackingAreNamed()
    {
        const Folder folder;
        const QByteArray bytes = npz({{"x.npy", zeros("|u1", "(2, 2, 2)", 8)}}, 12);
        QCOMPARE(npzMessage(folder.write("x.npz", bytes)),
            "x.npz: x: expected an array that is stored or deflated, found one that is packed by method 12");
    }

    void unknownArraysAreRefused()
    {
        ReadOptions options;
        options.array = "pictures";
        QCOMPARE(npzMessage(fixture("split.npz"), options),
            "split.npz: expected an array of numbers called pictures, found x_train, y_train, x_test, y_test");
        options.array = "x_train";
        options.labelArray = "x_test";
        QCOMPARE(npzMessage(fixture("split.npz"), options),
            "split.npz: x_test: expected labels in one axis, found 2 x 3 x 4 of uint8");
    }

    void brokenArchivesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const QByteArray stored = bytesOfFixture("unnamed.npz");
        const QByteArray packed = bytesOfFixture("split.npz");
        QTest::newRow("cut") << stored.chopped(30) << "found none of its directory: the file ends early or is damaged";
        QByteArray damaged = packed;
        const qsizetype data = packed.indexOf("x_train.npy") + 11 + 20; // behind the extra field
        damaged[data + 60] = char(~damaged[data + 60]);
        QTest::newRow("deflated data damaged") << damaged << "x_train";
        QByteArray huge = packed; // the directory's size of the first entry
        const qsizetype directory = packed.indexOf("PK\1\2");
        huge.replace(directory + 24, 4, "\xF0\xFF\xFF\x7F");
        QTest::newRow("claims 2 GB") << huge << "bytes for 3 x 3 x 4 of uint8, found 2,147,483,";
        QByteArray encrypted = packed;
        encrypted[directory + 8] = 1;
        QTest::newRow("encrypted") << encrypted << "found the encrypted file x_train.npy";
        QByteArray elsewhere = stored;
        elsewhere.replace(stored.indexOf("PK\1\2") + 42, 4, QByteArray("\xF0\xFF\xFF\0", 4));
        QTest::newRow("entry beyond the end") << elsewhere << "expected 30 bytes at byte";
        QTest::newRow("no array") << QByteArray("PK\5\6").append(18, '\0') << "expected an array of 2 to 4 axes";
    }

    void brokenArchivesAreExplained()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        const Folder folder;
        const QString found = npzMessage(folder.write("broken.npz", bytes));
        QVERIFY2(found.contains("broken.npz: ") && found.contains(message), qPrintable(found));
    }

    /// A checksum is compared, wherever the numbers go.
    void damageInStoredNumbersIsFound()
    {
        const Folder folder;
        const QByteArray whole = bytesOfFixture("unnamed.npz");
        ReadOptions options;
        for (const char* array : {"arr_0", "arr_1"}) {
            QByteArray bytes = whole;
            const qsizetype begin = bytes.indexOf('\n', bytes.indexOf("\x93NUMPY", bytes.indexOf(array)));
            bytes[begin + 3] = char(bytes[begin + 3] ^ 1);
            const std::string path = folder.write("x.npz", bytes);
            for (const std::int64_t keep : {std::int64_t(1) << 20, std::int64_t(0)}) {
                options.keepInMemory = keep;
                QCOMPARE(npzMessage(path, options),
                    QString("x.npz: %1: expected the numbers that were saved, found damaged ones: their checksum "
                            "differs")
                        .arg(array));
            }
        }
    }

    /// Whatever byte is wrong and wherever the file ends: it is an Error, or numbers that the whole file holds. (A
    /// wrong byte in the name or the header of an array may leave others alone to be read.)
    void noDamageReadsOtherNumbers()
    {
        const Folder folder;
        int errors = 0;
        const std::map<const char*, std::vector<std::string>> files{
            {"unnamed.npz", {"", "arr_1"}}, {"split.npz", {"", "x_test"}}};
        for (const auto& [name, arrays] : files) {
            std::set<std::vector<float>> whole;
            for (const std::string& array : arrays)
                whole.merge(samplesOf(fixture(name), array));
            const auto isSound = [&, &known = whole](const QByteArray& bytes) {
                try {
                    const auto found = samplesOf(folder.write("x.npz", bytes));
                    return !found.empty() && std::includes(known.begin(), known.end(), found.begin(), found.end());
                } catch (const Error&) {
                    ++errors;
                    return true;
                }
            };
            const QByteArray good = bytesOfFixture(name);
            for (qsizetype i = 0; i < good.size(); i += 5) {
                QByteArray bytes = good;
                bytes[i] = char(~bytes[i]);
                QVERIFY2(isSound(bytes), qPrintable(QString("%1 with byte %2").arg(name).arg(i)));
                QVERIFY2(isSound(good.left(i)), qPrintable(QString("%1 up to byte %2").arg(name).arg(i)));
            }
        }
        QVERIFY(errors > 300);
    }
};

ISTHMUS_APPLESS_TEST(TestNpzReader)
#include "tst_NpzReader.moc"
