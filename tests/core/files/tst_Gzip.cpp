// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Gzip.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

std::span<const std::uint8_t> spanOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytesOf(const std::vector<std::uint8_t>& data)
{
    return {reinterpret_cast<const char*>(data.data()), static_cast<qsizetype>(data.size())};
}

QByteArray unpacked(const QByteArray& packed, std::uint64_t expected)
{
    return bytesOf(gunzip(spanOf(packed), "x.gz", expected));
}

/// What Python's gzip.compress(b"isthmus", mtime=0) writes.
const QByteArray kFromPython = QByteArray::fromHex("1f8b0800000000000203cb2c2ec9c82d2d060082c57f2707000000");

} // namespace

class TestGzip : public QObject
{
    Q_OBJECT
private slots:
    void unpacksWhatOthersPacked() { QCOMPARE(unpacked(kFromPython, 7), QByteArray("isthmus")); }

    void unpacksAnySize_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 1000, 65535, 65536, 1000000})
            QTest::addRow("%d", size) << size;
    }

    void unpacksAnySize()
    {
        QFETCH(int, size);
        const QByteArray bytes = counting(size);
        QCOMPARE(unpacked(gzip(bytes), static_cast<std::uint64_t>(size)), bytes);
        QCOMPARE(unpacked(gzip(bytes), 1U << 30), bytes); // the guess may be too high
    }

    void growsWhereDataPacksFarBetterThanUsual()
    {
        const QByteArray zeros(20000000, '\0');
        const QByteArray packed = gzip(zeros, 12);
        QVERIFY(packed.size() < 40000);
        QVERIFY(unpacked(packed, 20000000) == zeros);
    }

    void joinsSeveralMembers()
    {
        const QByteArray bytes = counting(100000);
        const QByteArray packed = gzip(bytes.left(7)) + gzip({}) + gzip(bytes.mid(7, 50000)) + gzip(bytes.mid(50007));
        QVERIFY(unpacked(packed, 100000) == bytes);
        const auto head = gunzipHead(spanOf(packed), 1000);
        QCOMPARE(bytesOf(head), bytes.left(1000));
    }

    void headIsTheBeginning()
    {
        const QByteArray bytes = counting(300000);
        QCOMPARE(bytesOf(gunzipHead(spanOf(gzip(bytes)), 1024)), bytes.left(1024));
        QCOMPARE(bytesOf(gunzipHead(spanOf(gzip(bytes)).first(500), 16)), bytes.left(16)); // of a file's beginning
        QCOMPARE(bytesOf(gunzipHead(spanOf(gzip("abc")), 1024)), QByteArray("abc"));
        QVERIFY(gunzipHead(spanOf("plain text"), 16).empty());
    }

    /// As `gzip -0` writes, and any packer where data do not pack, such as noise.
    void headOfStoredBlocksIsTheBeginning()
    {
        const QByteArray bytes = counting(300000);
        const QByteArray packed = gzip(bytes, 0);
        QVERIFY(packed.size() > bytes.size());
        QCOMPARE(bytesOf(gunzipHead(spanOf(packed), 16)), bytes.left(16));
        QCOMPARE(bytesOf(gunzipHead(spanOf(packed).first(kLongestStoredBlock + 100), 16)), bytes.left(16));
        QVERIFY(unpacked(packed, 300000) == bytes);
    }

    void anEarlyEndIsSaidWhereverItIs()
    {
        const QByteArray packed = gzip(counting(5000));
        for (const qsizetype size : {qsizetype(3), qsizetype(10), qsizetype(18), packed.size() / 2, packed.size() - 1})
            QCOMPARE(messageOf([&] { unpacked(packed.left(size), 5000); }),
                QString("x.gz: expected a whole gzip file, found one that is damaged or ends early"));
    }

    void damageIsFoundByTheChecksum()
    {
        QByteArray packed = gzip(counting(5000));
        packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);
        QVERIFY(messageOf([&] { unpacked(packed, 5000); }).contains("damaged"));
    }

    void aFalseSizeInTheTrailerIsDamage()
    {
        QByteArray packed = gzip(counting(5000));
        packed.replace(packed.size() - 4, 4, QByteArray("\xff\xff\xff\xff", 4));
        QVERIFY(messageOf([&] { unpacked(packed, 5000); }).contains("damaged"));
    }

    void moreThanExpectedIsSaid()
    {
        QCOMPARE(messageOf([] { unpacked(gzip(counting(5000)), 4999); }),
            QString("x.gz: expected 4,999 bytes when unpacked, found more"));
        QCOMPARE(messageOf([] { unpacked(gzip(counting(5000)) + gzip("more"), 5000); }),
            QString("x.gz: expected 5,000 bytes when unpacked, found more"));
    }

    /// 64 MB of zeros take 65 kB.
    void moreThanTheMostIsNotUnpacked()
    {
        const QByteArray bomb = gzip(QByteArray(64 << 20, '\0'));
        QVERIFY(bomb.size() < 100'000);
        QVERIFY(!gunzipWithin(spanOf(bomb), "x.gz", 1 << 20));
        const auto all = gunzipWithin(spanOf(gzip("all of it")), "x.gz", 9);
        QVERIFY(all && all->size() == 9);
    }

    void tellsGzipFromOthers()
    {
        QVERIFY(isGzip(spanOf(kFromPython)));
        QVERIFY(!isGzip(spanOf(QByteArray("\x1f\x8b", 2))));
        QVERIFY(!isGzip(spanOf("PK\x03\x04")));
    }
};

ISTHMUS_APPLESS_TEST(TestGzip)
#include "tst_Gzip.moc"
