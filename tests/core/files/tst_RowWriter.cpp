// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvReader.h"
#include "core/files/Npy.h"
#include "core/files/RowWriter.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"
#include "tests/core/runs/RowSamples.h"

#include <numeric>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// Four samples of three classes with names that a table must put into quotes.
Dataset namedClasses()
{
    Dataset data;
    data.classNames = {"cat", "dog, small", "the \"cat\""};
    data.labels = {0, 1, 2, 1};
    return data;
}

std::vector<Index> numbersTo(Index count)
{
    std::vector<Index> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), Index(0));
    return numbers;
}

QByteArray contentOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

/// Writes the matrix in two pieces.
void writeRows(const std::string& path, const RowForm& form, const Matrix& rows)
{
    const std::vector<Index> numbers = numbersTo(rows.rows());
    const Index half = rows.rows() / 2;
    const auto writer = openRows(path, form);
    writer->append(std::span(numbers).first(std::size_t(half)), rows.topRows(half));
    writer->append(std::span(numbers).subspan(std::size_t(half)), rows.bottomRows(rows.rows() - half));
    writer->commit();
}

} // namespace

/// Files of rows: what they look like, and that every float comes back.
class tst_RowWriter : public QObject
{
    Q_OBJECT

private slots:
    void formatIsThatOfTheName();
    void tableHasSampleClassAndNames();
    void tableSaysWhatRowsAreCalled();
    void columnsOfPicturesAreNamed();
    void everyFloatComesBackFromTable();
    void everyFloatComesBackFromArray();
    void pythonReadsTheSame_data();
    void pythonReadsTheSame();
    void nothingIsLeftWithoutCommit();
    void unwritableFolderIsNamed();

private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder.path(name).toStdString(); }

    Folder m_folder;
};

void tst_RowWriter::formatIsThatOfTheName()
{
    QCOMPARE(std::string(rowFormatOf("a.b/codes.npy")->name), std::string("NPY"));
    QCOMPARE(std::string(rowFormatOf("CODES.CSV")->name), std::string("CSV"));
    QVERIFY(!rowFormatOf("codes.txt") && !rowFormatOf("csv") && !rowFormatOf(""));
    QVERIFY(messageOf([] {
        static_cast<void>(openRows("codes.txt", codeRows(1, 2, nullptr)));
    }).startsWith("codes.txt: expected a name that ends in .npy or .csv"));
}

void tst_RowWriter::tableHasSampleClassAndNames()
{
    const Dataset data = namedClasses();
    Matrix codes(2, 2);
    codes << 0.1F, -3, 1e-5F, 0.25F;
    const auto writer = openRows(path("codes.csv"), codeRows(2, 2, &data));
    writer->append(std::vector<Index>{1, 2}, codes);
    writer->commit();
    QCOMPARE(contentOf(path("codes.csv")),
        QByteArray("sample,class,z1,z2\n1,\"dog, small\",0.1,-3\n2,\"the \"\"cat\"\"\",1e-05,0.25\n"));

    Dataset pictures;
    SampleNames names;
    for (const char* name : {"cats/a.png", "b, c.png", "d.png"})
        names.append(name);
    pictures.files = std::make_shared<const SampleNames>(names);
    const auto named = openRows(path("named.csv"), codeRows(2, 2, &pictures));
    named->append(std::vector<Index>{0, 1}, codes);
    named->commit();
    QCOMPARE(contentOf(path("named.csv")),
        QByteArray("sample,z1,z2,file\n0,0.1,-3,cats/a.png\n1,1e-05,0.25,\"b, c.png\"\n"));

    writeRows(path("draws.csv"), codeRows(2, 2, nullptr), codes);
    QCOMPARE(contentOf(path("draws.csv")), QByteArray("sample,z1,z2\n0,0.1,-3\n1,1e-05,0.25\n"));
}

/// The texts of the data's own column, which this program finds in its own tables again.
void tst_RowWriter::tableSaysWhatRowsAreCalled()
{
    Dataset data = namedClasses();
    SampleNames names;
    for (const char* name : {"S-7", "S-9", "a, b", "17"})
        names.append(name);
    data.identifiers = std::make_shared<const SampleNames>(names);
    Matrix codes(4, 2);
    codes << 1, 2, 3, 4, 5, 6, 7, 8;
    writeRows(path("called.csv"), codeRows(4, 2, &data), codes);
    QVERIFY(contentOf(path("called.csv")).startsWith("sample,id,class,z1,z2\n0,S-7,cat,1,2\n"));

    const Dataset again = readCsv(path("called.csv"));
    QCOMPARE(again.shape.size(), Index(2));
    QCOMPARE(again.classNames.size(), std::size_t(3));
    for (Index i = 0; i < 4; ++i)
        QCOMPARE(again.identifier(i), data.identifier(i));
}

void tst_RowWriter::columnsOfPicturesAreNamed()
{
    using Names = std::vector<std::string>;
    QCOMPARE(pictureRows(1, {1, 2, 2}, nullptr).columns, (Names{"y0x0", "y0x1", "y1x0", "y1x1"}));
    QCOMPARE(pictureRows(1, {3, 1, 1}, nullptr).columns, (Names{"y0x0r", "y0x0g", "y0x0b"}));
    QCOMPARE(pictureRows(1, {4, 1, 1}, nullptr).columns, (Names{"y0x0r", "y0x0g", "y0x0b", "y0x0a"}));
    QCOMPARE(pictureRows(1, {2, 1, 1}, nullptr).columns, (Names{"y0x0c0", "y0x0c1"}));
    QCOMPARE(pictureRows(9, {3, 4, 5}, nullptr).axes, (std::vector<Index>{4, 5, 3}));
}

void tst_RowWriter::everyFloatComesBackFromTable()
{
    const Matrix values = everyKindOfFloat(5);
    Dataset classes = namedClasses();
    classes.labels.resize(std::size_t(values.rows()), 2);
    writeRows(path("values.csv"), codeRows(values.rows(), 5, &classes), values);

    const Dataset data = readCsv(path("values.csv"));
    QCOMPARE(data.shape.size(), Index(5));
    QCOMPARE(data.classNames, classes.classNames);
    QCOMPARE(data.labels, classes.labels);
    Matrix found(data.count(), 5);
    for (Index i = 0; i < data.count(); ++i)
        found.row(i) = Eigen::Map<const Eigen::RowVectorXf>(rawSample(data, i).data(), 5);
    QVERIFY(found == values); // a scaling by 1 makes 0 of -0
}

void tst_RowWriter::everyFloatComesBackFromArray()
{
    const Matrix values = everyKindOfFloat(6);
    writeRows(path("values.npy"), pictureRows(values.rows(), {3, 1, 2}, nullptr), values);
    const NpyArray array = readNpyFloat(path("values.npy"));
    QCOMPARE(array.shape, (std::vector<Index>{values.rows(), 1, 2, 3}));
    QVERIFY(areSameBits(Eigen::Map<const Matrix>(array.values.data(), values.rows(), 6), values));
}

void tst_RowWriter::pythonReadsTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("script");
    // The bytes of the numbers as they were in memory stand in the second argument.
    const QString compare = "want = np.fromfile(sys.argv[2], '<f4').reshape(got.shape)\n"
                            "print('same' if got.tobytes() == want.tobytes() else (got != want).sum())";
    QTest::newRow("csv of Python") << "v.csv"
                                   << "import csv, sys\nimport numpy as np\n"
                                      "rows = list(csv.reader(open(sys.argv[1], newline='')))\n"
                                      "assert rows[0][:3] == ['sample', 'class', 'z1'], rows[0]\n"
                                      "assert {row[1] for row in rows[1:]} == {'the \"cat\"'}\n"
                                      "got = np.array([[float(x) for x in row[2:]] for row in rows[1:]], '<f4')\n"
            + compare;
    QTest::newRow("NumPy's table") << "plain.csv"
                                   << "import sys\nimport numpy as np\n"
                                      "got = np.loadtxt(sys.argv[1], '<f4', delimiter=',', skiprows=1)[:, 1:].copy()\n"
            + compare;
    QTest::newRow("NumPy's array") << "v.npy"
                                   << "import sys\nimport numpy as np\ngot = np.load(sys.argv[1])\n"
                                      "assert got.dtype == np.float32 and got.flags.c_contiguous\n"
            + compare;
}

void tst_RowWriter::pythonReadsTheSame()
{
    const QString python = pythonWithNumpy();
    if (python.isEmpty())
        ISTHMUS_SKIP("needs python3 with numpy (Debian: python3-numpy)");
    QFETCH(QString, name);
    QFETCH(QString, script);
    const Matrix values = everyKindOfFloat(4);
    Dataset classes = namedClasses();
    classes.labels.assign(std::size_t(values.rows()), 2);
    writeRows(path(name), codeRows(values.rows(), 4, name == "plain.csv" ? nullptr : &classes), values);
    const QByteArray raw(reinterpret_cast<const char*>(values.data()), values.size() * qsizetype(sizeof(float)));
    const std::string bytes = m_folder.write("raw", raw);
    QCOMPARE(pythonPrints(python, script, {m_folder.path(name), QString::fromStdString(bytes)}), QByteArray("same"));
}

void tst_RowWriter::nothingIsLeftWithoutCommit()
{
    for (const RowFormat& format : rowFormats()) {
        const std::string file = m_folder.write(QString("old") + format.suffix, "what was there");
        {
            const auto writer = openRows(file, codeRows(4, 2, nullptr));
            writer->append(numbersTo(2), Matrix::Ones(2, 2));
        }
        QCOMPARE(contentOf(file), QByteArray("what was there"));
        QCOMPARE(QDir(m_folder.path()).entryList({"old*"}, QDir::Files).size(), qsizetype(1));
        QVERIFY(QFile::remove(QString::fromStdString(file)));
    }
}

void tst_RowWriter::unwritableFolderIsNamed()
{
    for (const RowFormat& format : rowFormats()) {
        const std::string file = path("no such folder/codes") + format.suffix;
        const QString message = messageOf([&] { static_cast<void>(openRows(file, codeRows(1, 1, nullptr))); });
        QVERIFY2(message.startsWith(QString::fromStdString(file) + ": cannot be written: "), qPrintable(message));
    }
}

ISTHMUS_GUILESS_TEST(tst_RowWriter)
#include "tst_RowWriter.moc"
