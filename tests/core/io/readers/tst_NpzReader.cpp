// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/Datasets.h"
#include "core/io/readers/NpzReader.h"
#include "tests/core/io/Folder.h"
#include "tests/core/io/readers/Fixtures.h"

#include <QTest>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QByteArray bytesOfFixture(const char* name)
{
    QFile file(QString::fromStdString(fixture(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString readMessage(const std::string& path, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readNpz(path, options)); });
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
        QTest::addColumn<double>("largest");
        const auto names = {"little-c", "little-fortran", "big-c", "big-fortran"};
        const std::tuple<const char*, const char*, double> types[] = {{"b1", "bool", 1}, {"u1", "uint8", 255},
            {"i1", "int8", 127}, {"u2", "uint16", 65535}, {"i2", "int16", 32767}, {"u4", "uint32", 4294967295.0},
            {"i4", "int32", 2147483647.0}, {"u8", "uint64", 18446744073709551615.0},
            {"i8", "int64", 9223372036854775807.0}, {"f2", "float16", 1}, {"f4", "float32", 1}, {"f8", "float64", 1}};
        for (const char* name : names)
            for (const auto& [array, type, largest] : types)
                QTest::addRow("%s %s", name, array) << QString("types-%1.npz").arg(name) << array << type << largest;
    }

    void everyNumberType()
    {
        QFETCH(QString, file);
        QFETCH(QString, array);
        QFETCH(QString, type);
        QFETCH(double, largest);
        ReadOptions options;
        options.array = array.toStdString();
        const Dataset data = readNpz(fixture(file.toStdString()), options);
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(QString::fromStdString(data.images->type()), type);
        QCOMPARE(data.scaling, (Scaling{1 / largest, 0}));
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
        QCOMPARE(data.labels, (std::vector<std::int32_t>{4, 5, 4, 5, 4}));
        ReadOptions inFile; // stored, so it may stay there
        inFile.keepInMemory = 0;
        QCOMPARE(firstDifference(readNpz(fixture("unnamed.npz"), inFile)), Index(-1));
    }

    void arraysAreListed()
    {
        const DatasetChoices choices = datasetChoices(fixture("split.npz"));
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

    void unknownArraysAreRefused()
    {
        ReadOptions options;
        options.array = "pictures";
        QCOMPARE(readMessage(fixture("split.npz"), options),
            "split.npz: expected an array of numbers called pictures, found x_train, y_train, x_test, y_test");
        options.array = "x_train";
        options.labelArray = "x_test";
        QCOMPARE(readMessage(fixture("split.npz"), options),
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
        const QString found = readMessage(folder.write("broken.npz", bytes));
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
                QCOMPARE(readMessage(path, options),
                    QString("x.npz: %1: expected the numbers that were saved, found damaged ones: their checksum "
                            "differs")
                        .arg(array));
            }
        }
    }

    /// Whatever byte is wrong and wherever the file ends: it is read or an Error.
    void noDamageCrashes()
    {
        const Folder folder;
        for (const char* name : {"unnamed.npz", "split.npz"}) {
            const QByteArray good = bytesOfFixture(name);
            for (qsizetype i = 0; i < good.size(); i += 5) {
                QByteArray bytes = good;
                bytes[i] = char(~bytes[i]);
                static_cast<void>(readMessage(folder.write("x.npz", bytes)));
                static_cast<void>(readMessage(folder.write("x.npz", good.left(i))));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestNpzReader)
#include "tst_NpzReader.moc"
