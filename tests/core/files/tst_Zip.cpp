// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Zip.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// An archive that tests/fixtures/make_zip.py made.
QByteArray madeByPython(const QString& name)
{
    return isthmus::contentOf(ISTHMUS_SOURCE_DIR "/tests/fixtures/zip/" + name);
}

ZipFile openedFile(const std::string& path)
{
    return ZipFile(std::make_shared<FileBytes>(path));
}

ZipFile opened(const QByteArray& bytes)
{
    const Folder folder;
    return openedFile(folder.write("a.zip", bytes));
}

QByteArray byteArray(const std::vector<std::uint8_t>& data)
{
    return {reinterpret_cast<const char*>(data.data()), static_cast<qsizetype>(data.size())};
}

/// What an entry holds.
QByteArray read(const ZipFile& zip, std::size_t entry)
{
    return byteArray(zip.read(zip.entries().at(entry)));
}

QString refusalToOpen(const QByteArray& bytes)
{
    return messageOf([&] { opened(bytes); });
}

QString refusalToRead(const QByteArray& bytes, std::size_t entry)
{
    const ZipFile zip = opened(bytes);
    return messageOf([&] { read(zip, entry); });
}

constexpr int kMethod = 10; // places in an entry's header in the directory
constexpr int kFlags = 8;
constexpr int kCrc = 16;
constexpr int kPacked = 20;
constexpr int kSize = 24;
constexpr int kNameLength = 28;
constexpr int kHeader = 42;
constexpr int kEntries = 10; // and in the end of the directory
constexpr int kDirectorySize = 12;
constexpr int kDirectoryOffset = 16;

/// The number, of `length` bytes, in place of the one that is there.
QByteArray changed(QByteArray bytes, qsizetype at, quint64 number, int length)
{
    for (int i = 0; i < length; ++i)
        bytes[at + i] = static_cast<char>(number >> (8 * i));
    return bytes;
}

/// Another number in the header that the directory has of an entry.
QByteArray inDirectory(const QByteArray& bytes, int entry, int place, quint64 number, int length)
{
    qsizetype at = -1;
    for (int i = 0; i <= entry; ++i)
        at = bytes.indexOf("PK\x01\x02", at + 1);
    return changed(bytes, at + place, number, length);
}

/// Another number in the end of the directory.
QByteArray atEnd(const QByteArray& bytes, int place, quint64 number, int length)
{
    return changed(bytes, bytes.lastIndexOf("PK\x05\x06") + place, number, length);
}

const QString kOpening = QStringLiteral("a.zip: expected a whole zip archive, found ");

} // namespace

class TestZip : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatPythonWrote_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("32 bits") << QStringLiteral("plain.zip"); // with a comment behind its directory
        QTest::newRow("64 bits") << QStringLiteral("zip64.zip");
    }

    void readsWhatPythonWrote()
    {
        QFETCH(QString, name);
        const ZipFile zip = opened(madeByPython(name));
        QVERIFY(zip.entries().size() >= 2);
        const ZipEntry& stored = zip.entries()[0];
        const ZipEntry& deflated = zip.entries()[1];
        QCOMPARE(stored.name, std::string("stored.txt"));
        QCOMPARE(int(stored.method), 0);
        QCOMPARE(stored.size, std::uint64_t(7));
        QCOMPARE(stored.packed, std::uint64_t(7));
        QCOMPARE(read(zip, 0), QByteArray("isthmus"));
        QCOMPARE(deflated.name, std::string("counting"));
        QCOMPARE(int(deflated.method), 8);
        QCOMPARE(deflated.size, std::uint64_t(5000));
        QVERIFY(deflated.packed < 1000);
        QVERIFY(deflated.header > 0);
        QCOMPARE(read(zip, 1), counting(5000));
    }

    void emptyEntriesAndThoseThatPackWell()
    {
        const ZipFile zip = opened(madeByPython("plain.zip"));
        QCOMPARE(zip.entries().size(), std::size_t(5));
        QCOMPARE(read(zip, 2), QByteArray());
        QCOMPARE(read(zip, 3), QByteArray());
        QVERIFY(zip.entries()[4].packed < 1100);
        QVERIFY(read(zip, 4) == QByteArray(1000000, '\0')); // more than its packed size lets expect
    }

    void anArchiveMayBeEmpty() { QVERIFY(opened(madeByPython("none.zip")).entries().empty()); }

    void namesStayAsTheyAre()
    {
        const ZipFile zip = opened(madeByPython("names.zip"));
        QByteArrayList names;
        for (std::size_t i = 0; i < zip.entries().size(); ++i) {
            names.append(QByteArray::fromStdString(zip.entries()[i].name));
            QCOMPARE(read(zip, i), names.last()); // each holds its own name
        }
        QCOMPARE(names, (QByteArrayList{"größe/bild.npy", "folder/", "../up.npy", "/root.npy", "twice", "twice"}));
    }

    void storedBytesLieInTheFile()
    {
        const QByteArray bytes = madeByPython("zip64.zip");
        const ZipFile zip = opened(bytes);
        const auto offset = static_cast<qsizetype>(zip.dataOffset(zip.entries()[0]));
        QCOMPARE(bytes.mid(offset, 7), QByteArray("isthmus"));
    }

    void headIsTheBeginningOfAnEntry()
    {
        const ZipFile zip = opened(madeByPython("plain.zip"));
        const auto head = [&](std::size_t entry, std::size_t wanted) {
            return byteArray(zip.head(zip.entries()[entry], wanted));
        };
        QCOMPARE(head(0, 3), QByteArray("ist"));
        QCOMPARE(head(0, 100), QByteArray("isthmus"));
        QCOMPARE(head(1, 1000), counting(1000));
        QCOMPARE(head(1, 6000), counting(5000));
        QCOMPARE(head(2, 10), QByteArray());
        const ZipFile methods = opened(madeByPython("methods.zip"));
        QVERIFY(methods.head(methods.entries()[0], 10).empty());
    }

    void otherMethodsAreRefused()
    {
        const QByteArray bytes = madeByPython("methods.zip");
        const QString reason =
            kOpening + "%1 packed in a way that is not supported (method %2; stored and deflated are)";
        QCOMPARE(refusalToRead(bytes, 0), reason.arg("bzip2").arg(12));
        QCOMPARE(refusalToRead(bytes, 1), reason.arg("lzma").arg(14));
        QVERIFY(ZipFile::canUnpack(0) && ZipFile::canUnpack(8));
        QVERIFY(!ZipFile::canUnpack(12) && !ZipFile::canUnpack(14));
    }

    void whatIsEncryptedIsRefused()
    {
        QCOMPARE(refusalToOpen(inDirectory(madeByPython("plain.zip"), 1, kFlags, 1, 2)),
            kOpening + "the encrypted file counting");
    }

    void aDamagedDirectoryIsSaid_data()
    {
        const QByteArray plain = madeByPython("plain.zip");
        const QByteArray zip64 = madeByPython("zip64.zip");
        const qsizetype locator = zip64.lastIndexOf("PK\x06\x07");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("found");
        QTest::newRow("short") << QByteArray("PK\x05\x06") << "a file of 4 bytes";
        QTest::newRow("no end") << plain.left(1500) << "none of its directory: the file ends early or is damaged";
        QTest::newRow("more entries") << atEnd(plain, kEntries, 65535, 2)
                                      << "a directory that is damaged behind entry 5";
        QTest::newRow("elsewhere") << atEnd(plain, kDirectoryOffset, 0, 4)
                                   << "a directory that is damaged behind entry 0";
        QTest::newRow("cut") << atEnd(plain, kDirectorySize, 50, 4) << "a directory that ends within entry 0";
        QTest::newRow("long name") << inDirectory(plain, 4, kNameLength, 65535, 2)
                                   << "a directory that ends within entry 4";
        QTest::newRow("64 bits elsewhere") << changed(zip64, locator + 8, 0, 8) << "a damaged directory";
    }

    void aDamagedDirectoryIsSaid()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, found);
        QCOMPARE(refusalToOpen(bytes), kOpening + found);
    }

    void aDirectoryBeyondTheFileIsSaid()
    {
        QCOMPARE(refusalToOpen(atEnd(madeByPython("plain.zip"), kDirectorySize, 0xFFFFFFF0, 4)),
            QString("a.zip: expected 4,294,967,280 bytes at byte 1,499, found a file of 1,805"));
        const QByteArray zip64 = madeByPython("zip64.zip");
        QVERIFY(refusalToOpen(changed(zip64, zip64.lastIndexOf("PK\x06\x06") + 40, ~0ULL >> 1U, 8))
                    .startsWith("a.zip: expected 9,223,372,036,854,775,807 bytes at byte "));
    }

    void aDamagedEntryIsSaid_data()
    {
        const QByteArray plain = madeByPython("plain.zip");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<std::size_t>("entry");
        QTest::addColumn<QString>("found");
        const auto add = [](const char* row, const QByteArray& bytes, std::size_t entry, const char* found) {
            QTest::newRow(row) << bytes << entry << QString(found);
        };
        add("header elsewhere", inDirectory(plain, 0, kHeader, 5, 4), 0,
            "no header of stored.txt where its directory says");
        add("beyond", inDirectory(plain, 0, kPacked, 100000, 4), 0, "stored.txt reaching beyond the end of the file");
        add("two sizes", inDirectory(plain, 0, kSize, 8, 4), 0, "stored.txt with contradictory sizes");
        add("checksum", inDirectory(plain, 0, kCrc, 1, 4), 0, "stored.txt damaged: its checksum differs");
        add("larger", inDirectory(plain, 1, kSize, 5001, 4), 1, "counting damaged, or of another size than it claims");
        add("smaller", inDirectory(plain, 1, kSize, 4999, 4), 1, "counting damaged, or of another size than it claims");
        add("cut", inDirectory(plain, 1, kPacked, 100, 4), 1, "counting damaged, or of another size than it claims");
        add("no deflated bytes", inDirectory(plain, 0, kMethod, 8, 2), 0,
            "stored.txt damaged, or of another size than it claims");
    }

    void aDamagedEntryIsSaid()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(std::size_t, entry);
        QFETCH(QString, found);
        QCOMPARE(refusalToRead(bytes, entry), kOpening + found);
    }

    void aBombIsRefusedByItsClaim()
    {
        const QByteArray bytes = inDirectory(madeByPython("plain.zip"), 1, kSize, 4000000000, 4);
        const QString found = refusalToRead(bytes, 1);
        QVERIFY2(found.startsWith(kOpening + "counting of 3")
                && found.endsWith(" bytes, which cannot hold the 4,000,000,000 that it claims"),
            qPrintable(found));
    }

    void moreThanTheMemoryIsRefused()
    {
        const QByteArray bytes = madeByPython("zip64.zip");
        const qsizetype size = bytes.lastIndexOf(QByteArray::fromHex("8813000000000000")); // 5,000 in 64 bits
        const QString found = refusalToRead(changed(bytes, size, 1ULL << 62U, 8), 1);
        QVERIFY2(found.startsWith("a.zip: expected at most the ")
                && found.endsWith(
                    " bytes of this machine's memory, found 4,611,686,018,427,387,904 bytes for counting"),
            qPrintable(found));
    }

    /// Only the archive's comment may be cut.
    void anEarlyEndIsFoundWhereverItIs()
    {
        const Folder folder;
        const QByteArray bytes = madeByPython("plain.zip");
        const std::string path = folder.write("a.zip", bytes);
        qsizetype size = bytes.size() - QByteArray("made by hand").size();
        QVERIFY(QFile::resize(QString::fromStdString(path), size));
        QCOMPARE(messageOf([&] { openedFile(path); }), QString("no error"));
        while (size-- > 0) {
            QVERIFY(QFile::resize(QString::fromStdString(path), size));
            QVERIFY(messageOf([&] { openedFile(path); }).startsWith(kOpening));
        }
    }

    /// Whatever bit is wrong: an error, or bytes that some entry really holds.
    void noDamageReadsWrongBytes()
    {
        const Folder folder;
        const QByteArray bytes = madeByPython("zip64.zip");
        const std::string path = folder.write("a.zip", bytes);
        const QByteArrayList real{"isthmus", counting(5000)};
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        const auto put = [&](qsizetype at, char byte) { return file.seek(at) && file.write(&byte, 1) == 1; };
        int refused = 0;
        for (qsizetype bit = 0; bit < 8 * bytes.size(); ++bit) {
            const char whole = bytes[bit / 8];
            QVERIFY(put(bit / 8, static_cast<char>(whole ^ (1 << (bit % 8)))));
            const QString message = messageOf([&] {
                const ZipFile zip = openedFile(path);
                for (std::size_t i = 0; i < zip.entries().size(); ++i)
                    QVERIFY2(real.contains(read(zip, i)), qPrintable(QString::number(bit)));
            });
            refused += message == "no error" ? 0 : 1;
            QVERIFY(put(bit / 8, whole));
        }
        QVERIFY(refused > 8 * 400);
    }

    void tellsArchivesFromOthers()
    {
        const auto isOne = [](const QByteArray& bytes) {
            return isZip({reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())});
        };
        QVERIFY(isOne(madeByPython("plain.zip")));
        QVERIFY(isOne(madeByPython("none.zip")));
        QVERIFY(!isOne("PK\x01\x02"));
        QVERIFY(!isOne("PK\x03"));
        QVERIFY(!isOne(""));
    }
};

ISTHMUS_APPLESS_TEST(TestZip)
#include "tst_Zip.moc"
