// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/readers/hdf5/Hdf5Reader.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

#include <algorithm>

#include <hdf5.h>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// Bytes from each that is damaged to the next: a process, which such a file may crash, costs a sanitizer much.
constexpr qsizetype kDamageEvery = test::kSanitized ? 509 : 127;

ReadOptions hdf5Array(const char* array, const char* labels = "")
{
    ReadOptions options;
    options.array = array;
    options.labelArray = labels;
    return options;
}

QString hdf5Message(const std::string& path, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readHdf5(path, options)); });
}

QByteArray bytesOfHdf5(const char* name)
{
    QFile file(QString::fromStdString(arrayFixture(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Writes a file of so many groups, each of which holds the next one or all of which lie side by side.
void writeGroups(const std::string& path, int count, bool areNested)
{
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    std::string name;
    for (int i = 0; i < count; ++i) {
        name = (areNested ? name + '/' : std::string()) + 'g' + std::to_string(i);
        H5Gclose(H5Gcreate2(file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    }
    H5Fclose(file);
}

/// Writes a data set of bytes, three for each row, in chunks of one row that are far wider.
void writeWideChunks(const std::string& path, hsize_t rows, hsize_t width)
{
    const hsize_t extents[] = {rows, 3};
    const hsize_t most[] = {H5S_UNLIMITED, H5S_UNLIMITED};
    const hsize_t chunk[] = {1, width};
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t made = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(made, 2, chunk);
    H5Pset_deflate(made, 9);
    const unsigned char fill = 7;
    H5Pset_fill_value(made, H5T_NATIVE_UCHAR, &fill);
    const hid_t space = H5Screate_simple(2, extents, most);
    const hid_t dataset = H5Dcreate2(file, "x", H5T_STD_U8LE, space, H5P_DEFAULT, made, H5P_DEFAULT);
    const hsize_t start[] = {1, 0};
    const hsize_t one[] = {1, 3};
    const hid_t row = H5Screate_simple(2, one, nullptr);
    H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, one, nullptr);
    H5Dwrite(dataset, H5T_STD_U8LE, row, space, H5P_DEFAULT, std::vector<std::uint8_t>{1, 2, 3}.data());
    H5Sclose(row);
    H5Dclose(dataset);
    H5Sclose(space);
    H5Pclose(made);
    H5Fclose(file);
}

/// Writes a data set of as many bytes as it has rows, each in a plain chunk of its own, behind a block of 512 bytes.
void writeManyChunks(const std::string& path, hsize_t rows)
{
    const hsize_t extents[] = {rows, 2};
    const hsize_t chunk[] = {1, 2};
    const hid_t layout = H5Pcreate(H5P_FILE_CREATE);
    H5Pset_userblock(layout, 512);
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, layout, H5P_DEFAULT);
    const hid_t made = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(made, 2, chunk);
    const hid_t space = H5Screate_simple(2, extents, nullptr);
    const hid_t dataset = H5Dcreate2(file, "x", H5T_STD_U8LE, space, H5P_DEFAULT, made, H5P_DEFAULT);
    std::vector<std::uint8_t> numbers;
    for (hsize_t row = 0; row < rows; ++row)
        numbers.insert(numbers.end(), {std::uint8_t(row % 251), std::uint8_t(row % 241)});
    H5Dwrite(dataset, H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data());
    H5Dclose(dataset);
    H5Sclose(space);
    H5Pclose(made);
    H5Fclose(file);
    H5Pclose(layout);
}

/// Writes a data set of bytes that claims these extents and has only its first chunk.
void writeClaim(const std::string& path, hsize_t samples, hsize_t width)
{
    const hsize_t extents[] = {samples, width};
    const hsize_t chunk[] = {1, width};
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t made = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(made, 2, chunk);
    H5Pset_deflate(made, 9);
    const hid_t space = H5Screate_simple(2, extents, nullptr);
    const hid_t dataset = H5Dcreate2(file, "x", H5T_STD_U8LE, space, H5P_DEFAULT, made, H5P_DEFAULT);
    const hsize_t start[] = {0, 0};
    const hid_t row = H5Screate_simple(2, chunk, nullptr);
    H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, chunk, nullptr);
    H5Dwrite(dataset, H5T_STD_U8LE, row, space, H5P_DEFAULT, std::vector<std::uint8_t>(width, 1).data());
    H5Sclose(row);
    H5Dclose(dataset);
    H5Sclose(space);
    H5Pclose(made);
    H5Fclose(file);
}

} // namespace

class TestHdf5Reader : public QObject
{
    Q_OBJECT
private slots:
    void everyNumberType_data()
    {
        QTest::addColumn<QString>("array");
        QTest::addColumn<QString>("type");
        const std::pair<const char*, const char*> types[] = {{"b1", "bool"}, {"u1", "uint8"}, {"i1", "int8"},
            {"u2", "uint16"}, {"i2", "int16"}, {"u4", "uint32"}, {"i4", "int32"}, {"u8", "uint64"}, {"i8", "int64"},
            {"f2", "float16"}, {"f4", "float32"}, {"f8", "float64"}};
        for (const char* order : {"little", "big"})
            for (const auto& [array, type] : types)
                QTest::addRow("%s %s", order, array) << QString("%1/%2").arg(order, array) << type;
    }

    void everyNumberType()
    {
        QFETCH(QString, array);
        QFETCH(QString, type);
        const Dataset data = readHdf5(arrayFixture("types.h5"), hdf5Array(qPrintable(array)));
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(QString::fromStdString(data.images->type()), type);
        const QString kind = array.section('/', 1);
        QCOMPARE(firstDifference(data,
                     [&kind](int value) -> float {
                         if (kind == "b1")
                             return value > 50 ? 1.0F : 0.0F;
                         if (kind == "f2")
                             return float(Eigen::half(float(value / 100.0)));
                         if (kind.startsWith('f'))
                             return float(value / 100.0);
                         return float(value - (kind.startsWith('i') ? 50 : 0));
                     }),
            Index(-1));
    }

    void partsAndLabelsGoByTheNamesOfGroups()
    {
        const std::string path = arrayFixture("split.h5");
        QVERIFY(sniffHdf5(path));
        const Dataset data = *openDataset(path);
        QCOMPARE(data.format, std::string("HDF5"));
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(2));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 2, 1, 0}));
        QCOMPARE(firstDifference(data), Index(-1));
        QCOMPARE(data.notices, (std::vector<std::string>{"Left out: split.h5: names: expected numbers, found texts."}));
        const DatasetChoices choices = datasetChoices(path);
        QCOMPARE(choices.arrays.size(), std::size_t(4));
        QCOMPARE(choices.arrays[2], (std::pair<std::string, std::string>("train/images", "3 x 3 x 4 of uint8")));
    }

    /// In memory and left in the file.
    void everyLayoutHoldsTheSameNumbers_data()
    {
        QTest::addColumn<bool>("mayStay");
        for (const char* array : {"contiguous", "rows"})
            QTest::newRow(array) << true;
        for (const char* array : {"pieces", "packed", "checked", "compact"})
            QTest::newRow(array) << false;
    }

    void everyLayoutHoldsTheSameNumbers()
    {
        QFETCH(bool, mayStay);
        ReadOptions options = hdf5Array(QTest::currentDataTag(), "none");
        QVERIFY(readHdf5(arrayFixture("layouts.h5"), options).images->isInMemory());
        QCOMPARE(firstDifference(readHdf5(arrayFixture("layouts.h5"), options)), Index(-1));
        options.keepInMemory = 0;
        const Dataset data = readHdf5(arrayFixture("layouts.h5"), options);
        QCOMPARE(data.images->isInMemory(), !mayStay);
        QCOMPARE(firstDifference(data), Index(-1));
    }

    void chunksThatWereNeverWrittenHoldTheFillValue()
    {
        const Dataset data = readHdf5(arrayFixture("layouts.h5"), hdf5Array("unwritten"));
        QCOMPARE(rawSample(data, 0), std::vector<float>(12, 7.0F));
        QCOMPARE(rawSample(data, 2)[3], float(scriptValue(2, 3)));
        QCOMPARE(rawSample(data, 4), std::vector<float>(12, 7.0F));
    }

    /// What lies beyond the data set is not gone through, nor are chunks that were never written.
    void chunksMayBeFarLargerThanTheDataSet()
    {
        const Folder folder;
        const std::string path = folder.write("wide.h5", "");
        writeWideChunks(path, 20'000, 1 << 20);
        const Dataset data = readHdf5(path, hdf5Array("x", "none"));
        QCOMPARE(data.count(), Index(20'000));
        QCOMPARE(rawSample(data, 0), (std::vector<float>{7, 7, 7}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{1, 2, 3}));
        QCOMPARE(rawSample(data, 19'999), (std::vector<float>{7, 7, 7}));
    }

    /// Each is found without going through those before it, which would take minutes.
    void manyPlainChunksAreSoonFound()
    {
        const Folder folder;
        const std::string path = folder.write("many.h5", "");
        writeManyChunks(path, 60'000);
        for (const std::int64_t keep : {std::int64_t(1) << 20, std::int64_t(0)}) {
            ReadOptions options = hdf5Array("x", "none");
            options.keepInMemory = keep;
            const Dataset data = readHdf5(path, options);
            QCOMPARE(data.images->isInMemory(), keep > 0);
            for (const Index row : {0, 1, 300, 59'999})
                QCOMPARE(rawSample(data, row), (std::vector<float>{float(row % 251), float(row % 241)}));
        }
    }

    /// What is no number is said to be left out; what is in other files is not opened; circles end.
    void whatIsNoNumberIsLeftOut()
    {
        const Dataset data = readHdf5(arrayFixture("other.h5"));
        QCOMPARE(firstDifference(data), Index(-1));
        QStringList notices;
        for (const std::string& notice : data.notices)
            notices << QString::fromStdString(notice);
        const auto says = [&](const char* text) { return !notices.filter(text).isEmpty(); };
        QVERIFY(says("Links into other files are not followed: 1 left out."));
        QVERIFY(says("other.h5: external: expected numbers, found some that are kept in other files"));
        QVERIFY(says("other.h5: virtual: expected numbers, found some that are kept in other files"));
        QVERIFY(says("other.h5: reference: expected numbers, found references to other objects"));
        QVERIFY(says("other.h5: record: expected numbers, found records of several fields"));
        QVERIFY(says("other.h5: complex: expected numbers, found records"));
        QVERIFY(says("other.h5: lengths: expected numbers, found rows of different lengths"));
        QVERIFY(says("other.h5: text: expected numbers, found texts"));
        QVERIFY(says("other.h5: scalar: expected numbers, found a single value or none"));
        QCOMPARE(hdf5Message(arrayFixture("other.h5"), hdf5Array("record")),
            "other.h5: record: expected numbers, found records of several fields (a compound type)");
    }

    void otherProgramsFiles()
    {
        const Dataset netcdf = readHdf5(arrayFixture("netcdf4.nc"));
        QCOMPARE(firstDifference(netcdf), Index(-1));
        QVERIFY(!netcdf.hasLabels()); // scales of axes are none
        QCOMPARE(netcdf.notices.front(),
            std::string("image: its scale_factor and add_offset are not applied; the numbers are as they are "
                        "stored."));
        QVERIFY(hdf5Message(arrayFixture("keras.h5")).contains("found a model of Keras; export it as ONNX"));
        QVERIFY(hdf5Message(arrayFixture("lzf.h5")).contains("found ones that are packed by LZF; "));
        const Dataset octave = readHdf5(arrayFixture("octave.h5"));
        QCOMPARE(octave.shape, (Shape{1, 3, 4}));
        QCOMPARE(firstDifference(octave), Index(-1));
        QCOMPARE(octave.labels.size(), std::size_t(5));
        QCOMPARE(octave.className(2), std::string("10"));
        QCOMPARE(octave.notices.back(), std::string("Left out: octave.h5: note: expected numbers, found text."));
    }

    void tooMuchIsRefused()
    {
        const Folder folder;
        const std::string wide = folder.write("wide.h5", "");
        writeGroups(wide, 10'001, false);
        QCOMPARE(hdf5Message(wide), "wide.h5: expected at most 10,000 groups and data sets, found more");
        const std::string deep = folder.write("deep.h5", "");
        writeGroups(deep, 40, true);
        QVERIFY(hdf5Message(deep).startsWith("deep.h5: expected groups in at most 32 others, found more: g0/g1/"));
        const std::string claim = folder.write("claim.h5", "");
        writeClaim(claim, hsize_t(1) << 40, 64);
        QVERIFY2(hdf5Message(claim).startsWith("claim.h5: x: expected a file that can hold 1,099,511,627,776 x 64 of "),
            qPrintable(hdf5Message(claim)));
    }

    void brokenFilesAreExplained()
    {
        const Folder folder;
        const QByteArray whole = bytesOfHdf5("layouts.h5");
        QVERIFY(
            hdf5Message(folder.write("cut.h5", whole.chopped(100)))
                .startsWith("cut.h5: expected a whole HDF5 file, found one that the HDF5 library refuses: truncated"));
        QByteArray damaged = whole;
        const QByteArray numbers("\0\x00\0\x0b\0\x16\0\x21", 8); // of the first sample, wherever it is
        damaged.replace(numbers, QByteArray("\0\1\0\x0b\0\x16\0\x21", 8));
        QVERIFY(damaged != whole);
        QCOMPARE(hdf5Message(folder.write("changed.h5", damaged), hdf5Array("checked")),
            "changed.h5: checked: expected the numbers that were written, found damaged ones: their checksum differs");
        const std::string named = folder.write("named.h5", "");
        writeGroups(named, 1, false);
        QFile file(QString::fromStdString(named));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray slash = file.readAll();
        QVERIFY(slash.contains(QByteArray("g0\0", 3)));
        slash.replace(QByteArray("g0\0", 3), QByteArray("g/\0", 3)); // could lead through a link into another file
        QCOMPARE(
            hdf5Message(folder.write("slash.h5", slash)), "slash.h5: /: expected names without a slash, found damage");
    }

    /// Whatever byte is wrong and wherever the file ends: it is an Error or a data set, and no crash.
    void noDamageCrashes()
    {
        const Folder folder;
        int errors = 0;
        for (const char* name : {"split.h5", "matlab73.mat"}) {
            const QByteArray whole = bytesOfHdf5(name);
            for (qsizetype i = 0; i < whole.size(); i += kDamageEvery) {
                QByteArray bytes = whole;
                bytes[i] = char(~bytes[i]);
                errors += hdf5Message(folder.write("x.h5", bytes)) == "no error" ? 0 : 1;
                errors += hdf5Message(folder.write("x.h5", whole.left(i))) == "no error" ? 0 : 1;
            }
        }
        QVERIFY(errors > (test::kSanitized ? 40 : 160));
    }
};

ISTHMUS_APPLESS_TEST(TestHdf5Reader)
#include "tst_Hdf5Reader.moc"
