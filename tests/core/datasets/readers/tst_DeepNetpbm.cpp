// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/DeepNetpbm.h"
#include "core/datasets/readers/Picture.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

#include <cstring>

using namespace isthmus;
using namespace isthmus::testing;

/// Binary PGM and PPM of 16 bits; the fixture of a folder of deep pictures (tst_StackReader) has one more.
class TestDeepNetpbm : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreAsTheyAreStored()
    {
        const Folder folder;
        const QByteArray numbers("\x0F\xFF\x00\x01\x12\x34", 6); // the higher byte first: 4095, 1, 4660
        const auto grey = readDeepNetpbm(folder.write("a.pgm", "P5 # by a microscope\n#\n3\t1\n4095\n" + numbers));
        QVERIFY(grey.has_value());
        QCOMPARE(grey->kind, (RasterKind{3, 1, 1, NumberType::U16}));
        QCOMPARE(values(*grey), (std::vector<std::uint16_t>{4095, 1, 4660}));
        const auto colour = readDeepNetpbm(folder.write("a.ppm", "P6 1 1 65535\n" + numbers));
        QVERIFY(colour.has_value());
        QCOMPARE(colour->kind, (RasterKind{1, 1, 3, NumberType::U16}));
        QCOMPARE(values(*colour), (std::vector<std::uint16_t>{4095, 1, 4660}));
    }

    /// Bits may stand without blanks between them, as netpbm's own programs write them.
    void plainOnesAreRead()
    {
        const Folder folder;
        const auto bits = readDeepNetpbm(folder.write("a.pbm", "P1\n# plain\n3 2\n101\n0 1 0\n"));
        QVERIFY(bits.has_value());
        QCOMPARE(bits->kind, (RasterKind{3, 2, 1, NumberType::U8}));
        QCOMPARE(bits->bytes, (std::vector<std::uint8_t>{0, 255, 0, 255, 0, 255}));
        const auto grey = readDeepNetpbm(folder.write("a.pgm", "P2 3 1 4095\n4095 # white\n1\t0"));
        QVERIFY(grey.has_value());
        QCOMPARE(grey->kind, (RasterKind{3, 1, 1, NumberType::U16}));
        QCOMPARE(values(*grey), (std::vector<std::uint16_t>{4095, 1, 0}));
        const auto colour = readDeepNetpbm(folder.write("a.ppm", "P3 1 1 65535 65535 7 0\n"));
        QVERIFY(colour.has_value());
        QCOMPARE(colour->kind, (RasterKind{1, 1, 3, NumberType::U16}));
        QCOMPARE(values(*colour), (std::vector<std::uint16_t>{65535, 7, 0}));
    }

    /// A PGM or PPM may go to 1 as well; 1 is white there.
    void greysUpToOneAreNoBits()
    {
        const Folder folder;
        const std::string path = folder.write("a.pgm", "P2 2 1 1\n1 0\n");
        QVERIFY(!readDeepNetpbm(path).has_value());
        QVERIFY(!readDeepNetpbm(folder.write("a.ppm", "P3 1 1 1\n1 0 1\n")).has_value());
        std::vector<int> greys;
        const auto use = [&](const QImage& image) { greys = {qGray(image.pixel(0, 0)), qGray(image.pixel(1, 0))}; };
        QCOMPARE(readFrames(path, 1, use), std::optional<std::string>(""));
        QCOMPARE(greys, (std::vector<int>{255, 0}));
    }

    void plainOnesThatEndEarlyAreSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("bits") << QByteArray("P1 3 2\n101\n01") << "expected 6 numbers, found 5";
        QTest::newRow("bits and letters") << QByteArray("P1 3 2\n101x0101") << "expected 6 numbers, found 3";
        QTest::newRow("numbers") << QByteArray("P2 2 2 4095\n1 2 3\n") << "expected 4 numbers, found 3";
        QTest::newRow("a number beyond all") << QByteArray("P2 2 1 4095\n1 65536\n") << "expected 2 numbers, found 1";
        QTest::newRow("huge") << QByteArray("P1 1000000 1000000\n1") << "expected 1,000,000,000,000 numbers, found 0";
    }

    void plainOnesThatEndEarlyAreSaid()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const Folder folder;
        const std::string path = folder.write("a.pbm", text);
        QCOMPARE(messageOf([&] { static_cast<void>(readDeepNetpbm(path)); }), message);
    }

    void otherFilesAreNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "P5", "P5\n", "P5 2", "P5 2 2 255\nabcd", "P5 2 2 65536\nabcdefgh",
                 "P5 0 2 4095\n", "P5 -1 2 4095\n", "P5 99999999999 2 4095\nab", "P2 1 1 255\n12\n", "P5 1 1 4095",
                 "P5 1 1 4095xab", "P5 # no end", "P5 1 1 #"})
            QTest::newRow(text) << QByteArray(text);
    }

    void otherFilesAreNone()
    {
        QFETCH(QByteArray, text);
        const Folder folder;
        QVERIFY(!readDeepNetpbm(folder.write("a.pgm", text)).has_value());
    }

    void missingNumbersAreSaid()
    {
        const Folder folder;
        const std::string path = folder.write("a.pgm", "P5 1000000 1000000 4095\nab");
        QCOMPARE(messageOf([&] { static_cast<void>(readDeepNetpbm(path)); }),
            QString("expected 2,000,000,000,000 bytes of numbers, found 2"));
    }

private:
    static std::vector<std::uint16_t> values(const Raster& raster)
    {
        std::vector<std::uint16_t> found(raster.bytes.size() / 2);
        std::memcpy(found.data(), raster.bytes.data(), raster.bytes.size());
        return found;
    }
};

ISTHMUS_APPLESS_TEST(TestDeepNetpbm)
#include "tst_DeepNetpbm.moc"
