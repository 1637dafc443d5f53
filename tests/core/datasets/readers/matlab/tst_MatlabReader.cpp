// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/matlab/MatlabReader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

#include <algorithm>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QString matlabMessage(const std::string& path, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readMatlab(path, options)); });
}

QByteArray bytesOfMatlab(const char* name)
{
    QFile file(QString::fromStdString(arrayFixture(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const std::vector<std::int32_t> kMatlabLabels{0, 1, 2, 1, 0}; // of the classes 1, 2 and 10

} // namespace

class TestMatlabReader : public QObject
{
    Q_OBJECT
private slots:
    /// 32 x 32 x 3 x N, as SVHN has it, packed, plain and of version 7.3.
    void samplesMayBeTheLastAxis_data()
    {
        QTest::addColumn<QString>("reason");
        for (const char* file : {"svhn.mat", "svhn-plain.mat", "matlab73.mat"})
            QTest::newRow(file) << "X: of 6 x 7 x 3 x 5 of uint8, the last axis was taken as the samples, since y "
                                   "has as many numbers.";
    }

    void samplesMayBeTheLastAxis()
    {
        QFETCH(QString, reason);
        const std::string path = arrayFixture(QTest::currentDataTag());
        for (const std::int64_t keep : {std::int64_t(1) << 20, std::int64_t(0)}) {
            ReadOptions options;
            options.keepInMemory = keep;
            const Dataset data = *openDataset(path, options);
            QCOMPARE(data.format, std::string("MATLAB"));
            QCOMPARE(data.count(), Index(5));
            QCOMPARE(data.shape, (Shape{3, 6, 7}));
            QCOMPARE(firstDifference(data), Index(-1));
            QCOMPARE(data.labels, kMatlabLabels);
            QCOMPARE(data.className(2), std::string("10"));
            QCOMPARE(QString::fromStdString(data.notices.front()), reason);
        }
    }

    void octavesFiles()
    {
        const Dataset data = *openDataset(arrayFixture("octave-v7.mat"));
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(firstDifference(data), Index(-1));
        QCOMPARE(data.labels, kMatlabLabels);
    }

    void oneOfTheOtherVariablesCanBeChosen()
    {
        ReadOptions options;
        options.array = "mask";
        const Dataset data = readMatlab(arrayFixture("matlab73.mat"), options);
        QCOMPARE(data.images->type(), std::string("bool"));
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(firstDifference(data, [](int value) { return value > 50 ? 1 : 0; }), Index(-1));
        const DatasetChoices choices = datasetChoices(arrayFixture("svhn.mat"));
        QCOMPARE(choices.arrays,
            (std::vector<std::pair<std::string, std::string>>{{"X", "5 x 6 x 7 x 3 of uint8"}, {"y", "5 of uint8"}}));
    }

    /// Frey's face has 560 numbers of 1,965 samples; statistics have their samples in rows.
    void rowsOrColumnsAreSamples()
    {
        const Dataset last = readMatlab(arrayFixture("features-last.mat"));
        QCOMPARE(last.count(), Index(20));
        QCOMPARE(last.shape, (Shape{1, 1, 12}));
        QCOMPARE(firstDifference(last), Index(-1));
        QCOMPARE(last.notices,
            (std::vector<std::string>{"ff: of 12 x 20 of uint8, the last axis was taken as the "
                                      "samples, since it is the longer one."}));
        ReadOptions options;
        options.width = 4;
        options.height = 3;
        QCOMPARE(readMatlab(arrayFixture("features-last.mat"), options).shape, (Shape{1, 3, 4}));
        for (const char* file : {"features-first.mat", "version4.mat", "octave-v4.mat"}) {
            const Dataset first = *openDataset(arrayFixture(file));
            QCOMPARE(first.count(), Index(5));
            QCOMPARE(first.shape, (Shape{1, 1, 12}));
            QCOMPARE(firstDifference(first), Index(-1));
            QCOMPARE(first.labels, kMatlabLabels);
        }
    }

    void everyNumberType_data()
    {
        QTest::addColumn<QString>("type");
        const std::pair<const char*, const char*> types[] = {{"b1", "bool"}, {"u1", "uint8"}, {"i1", "int8"},
            {"u2", "uint16"}, {"i2", "int16"}, {"u4", "uint32"}, {"i4", "int32"}, {"u8", "uint64"}, {"i8", "int64"},
            {"f4", "float32"}, {"f8", "float64"}};
        for (const auto& [array, type] : types)
            QTest::newRow(array) << type;
    }

    void everyNumberType()
    {
        QFETCH(QString, type);
        const QString array = QTest::currentDataTag();
        ReadOptions options;
        options.array = array.toStdString();
        const Dataset data = readMatlab(arrayFixture("types.mat"), options);
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(QString::fromStdString(data.images->type()), type);
        QCOMPARE(firstDifference(data,
                     [&array](int value) -> float {
                         if (array == "b1")
                             return value > 50 ? 1.0F : 0.0F;
                         return array.startsWith('f') ? float(value / 100.0)
                                                      : float(value - (array.startsWith('i') ? 50 : 0));
                     }),
            Index(-1));
    }

    void whatIsNoArrayOfNumbersIsLeftOut()
    {
        const Dataset data = readMatlab(arrayFixture("other.mat"));
        QCOMPARE(firstDifference(data), Index(-1));
        QStringList notices;
        for (const std::string& notice : data.notices)
            notices << QString::fromStdString(notice);
        for (const char* left : {"text: expected numbers, found text.", "struct: expected numbers, found a struct.",
                 "cell: expected numbers, found a cell array.", "complex: expected numbers, found complex numbers.",
                 "sparse: expected numbers, found a sparse matrix."})
            QVERIFY2(notices.contains("Left out: other.mat: " + QString(left)), left);
    }

    void brokenFilesAreExplained()
    {
        const Folder folder;
        const QByteArray plain = bytesOfMatlab("svhn-plain.mat");
        QCOMPARE(matlabMessage(folder.write("cut.mat", plain.chopped(8))),
            "cut.mat: expected a variable of MATLAB at byte 824, found that the file ends within it: it says that it "
            "has 64 bytes");
        QCOMPARE(matlabMessage(folder.write("text.mat", plain.left(128) + "Dear reader")),
            "text.mat: expected a variable of MATLAB at byte 128, found something else: the file is damaged");
        QByteArray claim = plain; // the extents of X
        const qsizetype extents = claim.indexOf(QByteArray("\6\0\0\0\7\0\0\0\3\0\0\0\5\0\0\0", 16));
        claim.replace(extents, 4, QByteArray("\xff\xff\xff\x0f", 4));
        QVERIFY2(matlabMessage(folder.write("claim.mat", claim)).contains("expected a file that can hold "),
            qPrintable(matlabMessage(folder.write("claim.mat", claim))));
    }

    /// The library makes 200 bytes of each element that a struct claims, before it looks for one.
    void structsThatClaimMuchTakeNoMemory()
    {
        const Folder folder;
        const QByteArray whole = bytesOfMatlab("other.mat");
        QByteArray claim = whole.mid(0x140, 8 + 0xb8); // the struct
        const QByteArray extents("\1\0\0\0\1\0\0\0", 8);
        claim.replace(claim.indexOf(extents), 8, QByteArray("\0\0\0\7\1\0\0\0", 8)); // 117,440,512 of them
        const QByteArray packed = qCompress(claim).mid(4);
        QByteArray tag("\x0f\0\0\0\0\0\0\0", 8);
        tag[4] = static_cast<char>(packed.size());
        claim = whole.left(0x100) + tag + packed + whole.mid(0x100);
        const Dataset data = readMatlab(folder.write("claim.mat", claim));
        QCOMPARE(firstDifference(data), Index(-1));
        QVERIFY(std::find(data.notices.begin(), data.notices.end(),
                    "Left out: claim.mat: struct: expected numbers, found a struct.")
            != data.notices.end());
    }

    /// The library that reads versions 4 and 5 would take it to HDF5's, past the lock.
    void aFileOfTwoVersionsIsNone()
    {
        const Folder folder;
        QByteArray both = bytesOfMatlab("version4.mat");
        QVERIFY(sniffMatlab(folder.write("four.mat", both)));
        both.replace(124, 4, QByteArray("\0\2IM", 4)); // as version 7.3 has them there
        QVERIFY(!sniffMatlab(folder.write("both.mat", both)));
    }

    /// Whatever byte is wrong and wherever the file ends: it is an Error or a data set, and no crash.
    void noDamageCrashes()
    {
        const Folder folder;
        int errors = 0;
        for (const char* name : {"svhn.mat", "svhn-plain.mat", "version4.mat", "other.mat"}) {
            const QByteArray whole = bytesOfMatlab(name);
            for (qsizetype i = 0; i < whole.size(); i += 11) {
                QByteArray bytes = whole;
                bytes[i] = char(~bytes[i]);
                errors += matlabMessage(folder.write("x.mat", bytes)) == "no error" ? 0 : 1;
                errors += matlabMessage(folder.write("x.mat", whole.left(i))) == "no error" ? 0 : 1;
            }
        }
        QVERIFY(errors > 150);
    }
};

ISTHMUS_APPLESS_TEST(TestMatlabReader)
#include "tst_MatlabReader.moc"
