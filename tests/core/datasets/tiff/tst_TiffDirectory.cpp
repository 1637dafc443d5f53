// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/TiffDirectory.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QString directoryMessage(const Folder& folder, const QByteArray& bytes)
{
    const FileBytes file(folder.write("a.tif", bytes));
    return messageOf([&] { static_cast<void>(readTiffDirectories(file)); });
}

std::vector<TiffDirectory> directoriesOf(const char* name)
{
    return readTiffDirectories(FileBytes(std::string(ISTHMUS_SOURCE_DIR "/tests/fixtures/stacks/") + name));
}

} // namespace

class TestTiffDirectory : public QObject
{
    Q_OBJECT
private slots:
    void fieldsAreRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("format");
        QTest::newRow("little-endian") << "pages-u1.tif" << 8 << int(TiffDirectory::kUnsigned);
        QTest::newRow("big-endian") << "pages-f4.tif" << 32 << int(TiffDirectory::kFloat);
        QTest::newRow("BigTIFF") << "pages-i2.tif" << 16 << int(TiffDirectory::kSigned);
    }

    void fieldsAreRead()
    {
        QFETCH(QString, name);
        QFETCH(int, bits);
        QFETCH(int, format);
        const std::vector<TiffDirectory> pages = directoriesOf(name.toLatin1());
        QCOMPARE(pages.size(), std::size_t(4));
        for (const TiffDirectory& page : pages) {
            QCOMPARE(page.width, 6U);
            QCOMPARE(page.height, 5U);
            QCOMPARE(page.bits, bits);
            QCOMPARE(page.format, format);
            QCOMPARE(page.samples, 1);
            QCOMPARE(page.bytes(), std::uint64_t(30 * bits / 8));
        }
    }

    void planesAndDescriptionAreRead()
    {
        const std::vector<TiffDirectory> pages = directoriesOf("three-slices.tif");
        QCOMPARE(pages.size(), std::size_t(1));
        QVERIFY(pages[0].isPlanar);
        QCOMPARE(pages[0].photometric, int(TiffDirectory::kRgb));
        QCOMPARE(pages[0].samples, 3);
        QCOMPARE(pages[0].description, std::string("{\"shape\": [3, 5, 6]}"));
        QCOMPARE(directoriesOf("with-copy.tif")[1].isReduced, true);
    }

    void whatNoProgramWritesIsRefused()
    {
        const Folder folder;
        const QByteArray head = QByteArray::fromHex("49492a0008000000");
        QCOMPARE(directoryMessage(folder, head), "one that ends early");
        QCOMPARE(directoryMessage(folder, QByteArray::fromHex("49492a0000000000")), "a TIFF without a page");
        QCOMPARE(
            directoryMessage(folder, head + QByteArray::fromHex("00000e000000000000000000")), "a page without fields");
        const QByteArray circle = head + "\1" + QByteArray(13, '\0') + QByteArray::fromHex("08000000");
        QCOMPARE(
            directoryMessage(folder, circle), "pages that run in a circle: after page 1 an earlier one follows again");
        const QByteArray many = head + QByteArray::fromHex("ffff") + QByteArray(1000, '\0');
        QCOMPARE(directoryMessage(folder, many), "directories of pages that are longer than the file");
        const QByteArray fields = head + QByteArray::fromHex("0110") + QByteArray(60'000, '\0');
        QCOMPARE(directoryMessage(folder, fields), "a page with 4,097 fields, more than 4,096");
    }
};

ISTHMUS_APPLESS_TEST(TestTiffDirectory)
#include "tst_TiffDirectory.moc"
