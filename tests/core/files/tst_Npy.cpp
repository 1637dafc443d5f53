// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Npy.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QTemporaryDir>

#include <cstring>

using namespace isthmus;

/// NPY files: what numpy writes is read, what is written is what numpy writes, and broken files are named.
class tst_Npy : public QObject
{
    Q_OBJECT

private slots:
    void arrayComesBackBitForBit_data();
    void arrayComesBackBitForBit();
    void bytesAreThoseOfNumpy();
    void doublesAreRounded();
    void otherFormsAreRead();
    void brokenFileIsNamed_data();
    void brokenFileIsNamed();
    void everyTruncationIsAnError();
    void flippedBytesNeverCrash();
    void unwritableFolderIsNamed();

private:
    [[nodiscard]] std::string written(const QByteArray& content) const;

    QTemporaryDir m_folder;
};

namespace {

QByteArray npy(QByteArray header, const QByteArray& data)
{
    header += '\n';
    QByteArray content("\x93NUMPY\x01\x00", 8);
    content.append(static_cast<char>(header.size() % 256)).append(static_cast<char>(header.size() / 256));
    return content + header + data;
}

} // namespace

std::string tst_Npy::written(const QByteArray& content) const
{
    const QString path = m_folder.filePath("array.npy");
    return writeContent(path, content) ? path.toStdString() : std::string();
}

void tst_Npy::arrayComesBackBitForBit_data()
{
    QTest::addColumn<std::vector<Index>>("shape");
    QTest::newRow("vector") << std::vector<Index>{24};
    QTest::newRow("matrix") << std::vector<Index>{6, 4};
    QTest::newRow("pictures") << std::vector<Index>{2, 3, 4, 1};
    QTest::newRow("none") << std::vector<Index>{0, 4};
}

void tst_Npy::arrayComesBackBitForBit()
{
    QFETCH(std::vector<Index>, shape);
    const std::string path = m_folder.filePath("back.npy").toStdString();
    std::vector<float> values(shape[0] == 0 ? 0 : 24);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 1.0F / static_cast<float>(i + 3);
    writeNpy(path, values, shape);
    const NpyArray array = readNpyFloat(path);
    QCOMPARE(array.shape, shape);
    QCOMPARE(array.values, values);
    QCOMPARE((contentOf(QString::fromStdString(path)).size() - qsizetype(values.size() * sizeof(float))) % 64, 0);
}

/// numpy.save(path, numpy.array([1, -2], '<f4')), byte for byte.
void tst_Npy::bytesAreThoseOfNumpy()
{
    const std::string path = m_folder.filePath("bytes.npy").toStdString();
    writeNpy(path, std::vector<float>{1.0F, -2.0F}, {2});
    QByteArray header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    header = header.leftJustified(128 - 10 - 1, ' ');
    const QByteArray expected = npy(header, QByteArray("\x00\x00\x80\x3f\x00\x00\x00\xc0", 8));
    QCOMPARE(contentOf(QString::fromStdString(path)), expected);
}

void tst_Npy::doublesAreRounded()
{
    const double values[]{0.1, 1.0 / 3};
    const QByteArray data(reinterpret_cast<const char*>(values), sizeof values);
    const NpyArray array =
        readNpyFloat(written(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1)}", data)));
    QCOMPARE(array.values, (std::vector<float>{0.1F, 1.0F / 3.0F}));
}

/// What numpy.save() makes of arrays that are no plain float32.
void tst_Npy::otherFormsAreRead()
{
    const QByteArray bytes = QByteArray::fromHex("000102030405");
    const auto read = [this](
                          const char* form, const QByteArray& data) { return readNpyFloat(written(npy(form, data))); };
    const NpyArray plain = read("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3)}", bytes);
    QCOMPARE(plain.values, (std::vector<float>{0, 1, 2, 3, 4, 5}));
    const NpyArray turned = read("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}", bytes);
    QCOMPARE(turned.shape, (std::vector<Index>{2, 3}));
    QCOMPARE(turned.values, (std::vector<float>{0, 2, 4, 1, 3, 5}));
    const NpyArray deep = read("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 3, 2)}", bytes);
    QCOMPARE(deep.values, (std::vector<float>{0, 3, 1, 4, 2, 5}));
    const NpyArray swapped = read("{'descr': '>i2', 'fortran_order': False, 'shape': (3,)}", bytes);
    QCOMPARE(swapped.values, (std::vector<float>{0x0001, 0x0203, 0x0405}));
}

void tst_Npy::brokenFileIsNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const QByteArray four("\0\0\0\0", 4);

    QTest::newRow("empty") << QByteArray() << "expected an NPY file, as np.save writes it, found another kind of file";
    QTest::newRow("ends in the header") << npy("{'descr'", {}).left(14)
                                        << "expected an NPY header of 9 bytes, found 4 bytes";
    QTest::newRow("no axes") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': ()}", four)
                             << "expected 1 to 4 axes, found a single number of float32";
    QTest::newRow("five axes") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1)}", four)
                               << "expected 1 to 4 axes, found 1 x 1 x 1 x 1 x 1 of float32";
    QTest::newRow("too short") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 2)}", four)
                               << "expected 1,000 x 2 of float32 behind the header, found 4 bytes";
    QTest::newRow("too long") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", four + four)
                              << "expected 1 of float32 behind the header, found 8 bytes";
    QTest::newRow("more than memory") << npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,)}",
        four) << "expected 1,000,000,000,000 of float64 behind the header, found 4 bytes";
    QTest::newRow("overflow") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
        four) << "expected 4,294,967,296 x 4,294,967,296 of float32 behind the header, found 4 bytes";
    QTest::newRow("not a number") << npy(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", four + QByteArray("\0\0\xC0\x7F", 4))
                                  << "expected finite numbers, found one that is not at place 1";
}

void tst_Npy::brokenFileIsNamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const std::string path = written(content);
    QCOMPARE(messageOf([&] { (void)readNpyFloat(path); }), QString::fromStdString(path) + ": " + message);
}

void tst_Npy::everyTruncationIsAnError()
{
    const std::string path = m_folder.filePath("whole.npy").toStdString();
    writeNpy(path, std::vector<float>(12, 0.5F), {4, 3});
    const QByteArray whole = contentOf(QString::fromStdString(path));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const std::string cut = written(whole.left(length));
        QVERIFY2(messageOf([&] { (void)readNpyFloat(cut); }).startsWith(QString::fromStdString(cut)),
            qPrintable(QString::number(length)));
    }
}

void tst_Npy::flippedBytesNeverCrash()
{
    const std::string path = m_folder.filePath("sound.npy").toStdString();
    writeNpy(path, std::vector<float>(12, 0.5F), {4, 3});
    const QString name = QString::fromStdString(path);
    const qint64 size = QFile(name).size();
    for (qint64 i = 0; i < size; ++i) {
        for (const int mask : {0x01, 0x10, 0x80, 0xff}) {
            const FlippedByte flipped(name, i, mask);
            (void)messageOf([&] { QVERIFY(readNpyFloat(path).values.size() <= 12); });
        }
    }
}

void tst_Npy::unwritableFolderIsNamed()
{
    const QString path = m_folder.filePath("nowhere/a.npy");
    const QString message = messageOf([&] { writeNpy(path.toStdString(), std::vector<float>{1.0F}, {1}); });
    QCOMPARE(message, path + ": cannot be written: No such file or directory");
    QCOMPARE(messageOf([&] { (void)readNpyFloat(path.toStdString()); }), path + ": expected a file, found nothing");
}

ISTHMUS_GUILESS_TEST(tst_Npy)
#include "tst_Npy.moc"
