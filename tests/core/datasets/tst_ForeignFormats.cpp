// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/foreignFormats.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// What stands at a place, after zeros.
QByteArray at(int place, const QByteArray& bytes)
{
    return QByteArray(place, '\0') + bytes + QByteArray(64, '\0');
}

QString refusalOf(const std::string& path)
{
    return messageOf([&] { static_cast<void>(openDataset(path)); });
}

} // namespace

/// What people have data in and is not read is called by its name, with the way to what is.
class TestForeignFormats : public QObject
{
    Q_OBJECT

private slots:
    void beginningTellsTheFormat_data();
    void beginningTellsTheFormat();
    void fileOfAnotherProgramIsNamed_data();
    void fileOfAnotherProgramIsNamed();
    void wayNamesTheFile();
    void nameOfAFileDoesNotDecide();
    void whatIsUnknownStaysSo();
    void whatIsReadIsNotForeign();
    void dataAreNoModel();
};

void TestForeignFormats::beginningTellsTheFormat_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("way"); // part of it
    const auto row = [](const char* title, const QByteArray& bytes, const char* name, const char* way) {
        QTest::newRow(title) << bytes << QString(name) << QString(way);
    };
    row("Parquet", "PAR1\x15\x04", "a Parquet file", "pandas.read_parquet(");
    row("Feather", at(0, "ARROW1"), "an Arrow file", "pandas.read_feather(");
    row("DICOM", at(128, "DICM"), "a DICOM file", "pydicom.dcmread(");
    row("NIfTI", at(344, QByteArray("n+1\0", 4)), "a NIfTI file", "nibabel.load(");
    row("NIfTI, packed", gzip(at(344, QByteArray("n+1\0", 4))), "a NIfTI file packed by gzip", "nibabel.load(");
    row("FITS", "SIMPLE  =                    T", "a FITS file", "astropy.io.fits.getdata(");
    row("NetCDF", QByteArray("CDF\1\0\0\0\0", 8), "a NetCDF file", "scipy.io.netcdf_file(");
    row("Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
        "a Git LFS pointer in place of the file", "git lfs pull");
    row("web page", "\n<!DOCTYPE html>\n<html><body>Not found</body></html>", "a web page in place of the file",
        "download");
    row("ARFF", "% a remark\n\n@RELATION digits\n@attribute p0 integer\n@data\n1,2\n", "an ARFF file",
        "sed '1,/^@[dD][aA][tT][aA]/d' 'data'");
    row("ARFF, sparse", "@relation x\n@attribute a real\n\n@DATA\n% pairs\n{0 1, 3 4}\n", "a sparse ARFF file",
        "SparseToNonSparse -i 'data'");
    row("LIBSVM", "1 3:0.5 17:1 \n-1 2:1\n", "a LIBSVM file", "load_svmlight_file(");
    row("LIBSVM below remarks", "# by dump_svmlight_file\n#\n1 3:0.5 17:1 # one\n", "a LIBSVM file",
        "load_svmlight_file(");
    row("JSON", "\n [ {\"a\": 1,\n \"b\": 2},\n {\"a\": 3}]", "a JSON file", "pandas.read_json('data')");
    row("JSON of lists", "[[1,2],[3,4]]", "a JSON file", "pandas.read_json('data')");
    row("JSON lines", "{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n", "a file of JSON lines", "lines=True");
    row("JSON lines of lists", "[1, 2]\r\n[3, 4]\r\n", "a file of JSON lines", "lines=True");
    row("HEIC", QByteArray("\0\0\0\x18", 4) + "ftypheic", "a HEIC or AVIF picture", "heif-convert 'data'");
    row("AVIF", QByteArray("\0\0\0\x18", 4) + "ftypavif", "a HEIC or AVIF picture", "heif-convert 'data'");
    row("JPEG 2000", QByteArray("\0\0\0\x0cjP  \r\n\x87\n", 12), "a JPEG 2000 picture", "PIL.Image.open('data')");
    row("JPEG 2000 without a box", at(0, "\xff\x4f\xff\x51"), "a JPEG 2000 picture", "PIL.Image.open('data')");
    row("JPEG XL", QByteArray("\0\0\0\x0cJXL \r\n\x87\n", 12), "a JPEG XL picture", "djxl 'data'");
    row("WAV", "RIFF\1\1\1\1WAVEfmt ", "a sound", "scipy.io.wavfile.read('data')");
    row("joblib",
        "\x80\x04\x8c\x13"
        "joblib.numpy_pickle",
        "a pickle of joblib", "joblib.load('data')");
    row("MP4", QByteArray("\0\0\0\x18", 4) + "ftypisom", "a video", "ffmpeg");
    row("AVI", "RIFF\1\1\1\1AVI LIST", "a video", "ffmpeg");
    row("7z", QByteArray("7z\xbc\xaf\x27\x1c", 6), "a 7z archive", "unpack it");
    row("RAR", QByteArray("Rar!\x1a\x07\1\0", 8), "a RAR archive", "unpack it");
    row("Zstandard", at(0, "\x28\xb5\x2f\xfd"), "a Zstandard file", "unzstd");
}

void TestForeignFormats::beginningTellsTheFormat()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, way);
    const Folder folder;
    const std::string path = folder.write("data", bytes);
    const ForeignFormat format = foreignFormatOf(path);
    QCOMPARE(QString::fromStdString(format.name), name);
    QVERIFY2(QString::fromStdString(format.way).contains(way), format.way.c_str());
    const QString refusal = refusalOf(path);
    QVERIFY2(refusal.endsWith("found " + name + "; " + QString::fromStdString(format.way)), qPrintable(refusal));
}

void TestForeignFormats::fileOfAnotherProgramIsNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* file, const char* name) { QTest::newRow(file) << QString(file) << QString(name); };
    row("tensor.pt", "a PyTorch file of tensors by their names");
    row("../torch/tensor.pt", "a PyTorch file of tensors without names");
    row("../torch/weights.pt", "a PyTorch file of tensors by their names");
    row("../torch/old.pth", "a PyTorch file in its older form");
    row("../torch/script.pt", "a TorchScript model");
    row("../torch/whole.pt", "a whole model or another object that PyTorch has pickled");
    row("sparse.npz", "a sparse matrix of SciPy");
    row("table.xlsx", "a spreadsheet");
    row("table.ods", "a spreadsheet");
    row("pictures.zip", "a zip archive");
    row("numbers.sqlite", "an SQLite database");
    row("folder.tar", "a tar archive");
    for (const char* file : {"protocol2.pkl", "protocol3.pkl", "protocol4.pkl", "protocol5.pkl"})
        row(file, "a Python pickle");
    row("table.csv.bz2", "a bzip2 file");
    row("table.csv.xz", "an xz file");
}

void TestForeignFormats::fileOfAnotherProgramIsNamed()
{
    QFETCH(QString, file);
    QFETCH(QString, name);
    const std::string path = ISTHMUS_SOURCE_DIR "/tests/fixtures/foreign/" + file.toStdString();
    const QString refusal = refusalOf(path);
    QVERIFY2(refusal.contains("found " + name + "; "), qPrintable(refusal));
}

void TestForeignFormats::wayNamesTheFile()
{
    const Folder folder;
    const auto wayOf = [&](const QString& name) {
        return QString::fromStdString(foreignFormatOf(folder.write(name, "PAR1")).way);
    };
    QVERIFY(wayOf("my data.parquet").contains("read_parquet('my data.parquet')"));
    QVERIFY(QString::fromStdString(foreignFormatOf(folder.write("x.joblib", "x\x9c")).way).contains("joblib.load('x"));
    QVERIFY(wayOf("it's.parquet").contains("read_parquet('it\\'s.parquet')"));
}

/// A page saved under the name of a table would else be explained as a broken table.
void TestForeignFormats::nameOfAFileDoesNotDecide()
{
    const Folder folder;
    QVERIFY(refusalOf(folder.write("data.csv", "<html><body>Sign in, please</body></html>")).contains("a web page"));
    QVERIFY(refusalOf(folder.write("data1.csv", "[[1, 2],\n[3, 4]]\n")).contains("a JSON file"));
    QVERIFY(
        refusalOf(folder.write("data2.csv", "@relation x\n@attribute a real\n@data\n1\n")).contains("an ARFF file"));
}

void TestForeignFormats::whatIsUnknownStaysSo()
{
    const Folder folder;
    for (const char* text : {"Dear reader", "1 2 3\n4 5 6\n", "PA", "%", "a:b c:d\n", "1\n"}) {
        const ForeignFormat format = foreignFormatOf(folder.write("letter", text));
        QVERIFY2(format.name.empty() && format.way.empty(), text);
    }
    QVERIFY(foreignFormatOf("nowhere").name.empty());
}

void TestForeignFormats::whatIsReadIsNotForeign()
{
    const Folder folder;
    QVERIFY(foreignFormatOf(folder.write("images", idx({2, 3, 4}, counting(24)))).name.empty());
    QVERIFY(foreignFormatOf(folder.write("images.gz", gzip(idx({2, 3, 4}, counting(24))))).name.empty());
    QCOMPARE(refusalOf(ISTHMUS_SOURCE_DIR "/tests/fixtures/foreign/table.csv.gz"), "no error");
    QVERIFY(refusalOf(folder.write("letter.gz", gzip("Dear reader"))).contains("found a gzip file; "));
    QVERIFY(foreignFormatOf(folder.write("table", "a,b\n1,2\n")).name.empty());
    QVERIFY(foreignFormatOf(ISTHMUS_SOURCE_DIR "/tests/fixtures/data/types-little-c.npz").name.empty());
}

/// One table names both, each with the way that it has.
void TestForeignFormats::dataAreNoModel()
{
    const Folder folder;
    const auto asModel = [&](const QString& name, const QByteArray& bytes) {
        return foreignFormatOf(folder.write(name, bytes), ForeignUse::Model);
    };
    QCOMPARE(asModel("a.parquet", "PAR1").way, std::string("it holds data and no model"));
    QCOMPARE(asModel("a.onnx.gz", gzip("an ONNX model")).name, std::string("a gzip file"));
    QCOMPARE(asModel("a.json", "{}").name, std::string("JSON, which holds no weights"));
    QVERIFY(asModel("a.onnx", "\x08\x07\x12\x07pytorch").name.empty());
    QVERIFY(foreignFormatOf(folder.write("b.json", "{}")).name.empty());
}

ISTHMUS_APPLESS_TEST(TestForeignFormats)
#include "tst_ForeignFormats.moc"
