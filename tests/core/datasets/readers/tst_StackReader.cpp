// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/StackReader.h"

#include "core/datasets/Datasets.h"
#include "core/datasets/readers/PictureFolder.h"
#include "core/datasets/readers/PicturePatches.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/datasets/readers/Pictures.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// A file that tests/fixtures/make_stacks.py made.
std::string stack(const std::string& name)
{
    return fixture("../stacks/" + name);
}

using Notices = std::vector<std::string>;

} // namespace

class TestStackReader : public QObject
{
    Q_OBJECT
private slots:
    void pagesKeepTheirNumbers_data()
    {
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("offset");
        QTest::addColumn<QString>("type");
        QTest::newRow("u1") << 1.0 << 0.0 << "uint8";
        QTest::newRow("i1") << 1.0 << -50.0 << "int8";
        QTest::newRow("u2") << 600.0 << 0.0 << "uint16";
        QTest::newRow("i2") << 40.0 << -1000.0 << "int16"; // as CT has, in a BigTIFF
        QTest::newRow("u4") << 1000.0 << 0.0 << "uint32";
        QTest::newRow("i4") << 1000.0 << -50000.0 << "int32";
        QTest::newRow("f2") << 0.5 << -1.0 << "float16";
        QTest::newRow("f4") << 0.25 << -3.0 << "float32";
        QTest::newRow("f8") << 0.25 << -3.0 << "float64";
    }

    void pagesKeepTheirNumbers()
    {
        QFETCH(double, factor);
        QFETCH(double, offset);
        QFETCH(QString, type);
        const std::string path = stack(std::string("pages-") + QTest::currentDataTag() + ".tif");
        QVERIFY(sniffStack(path));
        const auto value = [=](int number) { return number * factor + offset; };
        ReadOptions options;
        for (const std::int64_t keep : {options.keepInMemory, std::int64_t(0)}) { // in memory, and in its file
            options.keepInMemory = keep;
            const Dataset data = readStack(path, options);
            QCOMPARE(data.shape, (Shape{1, 5, 6}));
            QCOMPARE(data.count(), Index(4));
            QCOMPARE(QString::fromStdString(data.images->type()), type);
            QCOMPARE(firstDifference(data, value), Index(-1));
            QCOMPARE(data.images->isInMemory(), keep > 0);
            QVERIFY(data.notices.empty());
        }
    }

    void pagesAreReadHoweverTheyArePacked_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"twelve-bits", "packed", "white-is-zero"})
            QTest::newRow(name) << name;
    }

    /// 12 of 16 bits are used: 4,095 is white.
    void pagesAreReadHoweverTheyArePacked()
    {
        QFETCH(QString, name);
        const Dataset data = readStack(stack(name.toStdString() + ".tif"));
        QCOMPARE(firstDifference(data, [](int number) { return 40 * number; }), Index(-1));
        QCOMPARE(data.scaling.scale, 1.0 / 4095);
    }

    void tilesAreRead()
    {
        const Dataset data = readStack(stack("tiled.tif"));
        QCOMPARE(data.shape, (Shape{1, 20, 20}));
        const std::vector<float> last = rawSample(data, 3);
        QCOMPARE(last[4 * 20 + 5], 40.0F * float(scriptValue(3, 29)));
        QCOMPARE(last[4 * 20 + 6], 0.0F);
    }

    void masksStayZeroAndOne()
    {
        const Dataset data = readStack(stack("masks.tif"));
        QCOMPARE(data.images->maximum(), 1.0);
        QCOMPARE(data.scaling, (Scaling{1, 0}));
    }

    void slicesAreNoColours()
    {
        const Dataset data = readStack(stack("three-slices.tif"));
        QCOMPARE(data.shape, (Shape{1, 5, 6}));
        QCOMPARE(data.count(), Index(3));
        QCOMPARE(firstDifference(data), Index(-1));
        QCOMPARE(data.notices,
            Notices{"The 3 planes were read as slices, since tifffile wrote them of an array with so many; where they "
                    "are one picture in colour, choose colour."});
        ReadOptions options;
        options.channels = ReadOptions::Channels::Colour;
        const Dataset colour = readStack(stack("three-slices.tif"), options);
        QCOMPARE(colour.shape, (Shape{3, 5, 6}));
        QCOMPARE(rawSample(colour, 0)[1], float(scriptValue(1, 0)));
        QCOMPARE(readStack(stack("four-slices.tif")).count(), Index(4));
        QCOMPARE(firstDifference(readStack(stack("four-slices.tif"))), Index(-1));
        QCOMPARE(readStack(stack("grey-planes.tif")).count(), Index(5));
        QCOMPARE(firstDifference(readStack(stack("grey-planes.tif"))), Index(-1));
    }

    void coloursAreColours_data()
    {
        QTest::addColumn<int>("factor");
        QTest::newRow("colour-planes") << 1;
        QTest::newRow("colour-pages") << 1;
        QTest::newRow("colour-u2") << 600;
    }

    void coloursAreColours()
    {
        QFETCH(int, factor);
        const std::string path = stack(std::string(QTest::currentDataTag()) + ".tif");
        ReadOptions options;
        for (const std::int64_t keep : {options.keepInMemory, std::int64_t(0)}) {
            options.keepInMemory = keep;
            const Dataset data = readStack(path, options);
            QCOMPARE(data.shape, (Shape{3, 5, 6}));
            QCOMPARE(data.count(), Index(2));
            QCOMPARE(firstDifference(data, [=](int number) { return factor * number; }), Index(-1));
        }
    }

    /// Bits, palettes, and pixels that are not opaque, which lie over black.
    void otherKindsBecomeBytes()
    {
        ReadOptions options;
        for (const std::int64_t keep : {options.keepInMemory, std::int64_t(0)}) {
            options.keepInMemory = keep;
            const Dataset bits = readStack(stack("bits.tif"), options);
            QCOMPARE(bits.shape, (Shape{1, 5, 6}));
            QCOMPARE(firstDifference(bits, [](int number) { return number > 50 ? 255 : 0; }), Index(-1));
            const std::vector<float> palette = rawSample(readStack(stack("palette.tif"), options), 1);
            const std::vector<float> opacity = rawSample(readStack(stack("opacity.tif"), options), 1);
            for (Index i = 0; i < 30; ++i) {
                const int level = scriptValue(1, i);
                QCOMPARE(palette[std::size_t(3 * i)], float(level));
                QCOMPARE(palette[std::size_t(3 * i + 1)], float(2 * level % 256));
                QCOMPARE(palette[std::size_t(3 * i + 2)], float(255 - level));
                QCOMPARE(opacity[std::size_t(3 * i + 2)], level > 50 ? float(scriptValue(1, 3 * i + 2)) : 0.0F);
            }
        }
    }

    void axesAreSaid()
    {
        const Dataset data = readStack(stack("axes.tif"));
        QCOMPARE(firstDifference(data), Index(-1));
        QCOMPARE(
            data.notices, Notices{"By its description the stack has 2 slices and 3 frames: each page is an image."});
    }

    void pagesOfOtherSizesAndKindsAreSaid()
    {
        const Dataset sizes = readStack(stack("two-sizes.tif"));
        QCOMPARE(sizes.shape, (Shape{1, 5, 6}));
        QCOMPARE(rawSample(sizes, 1)[7], float(scriptValue(1, 7)));
        QCOMPARE(rawSample(sizes, 2)[7], 77.0F);
        QCOMPARE(sizes.notices, Notices{"1 of 3 pictures of another size were fitted to 6 x 5 pixels."});
        const Dataset kinds = readStack(stack("two-kinds.tif"));
        QCOMPARE(firstDifference(kinds, [](int number) { return 257 * number; }), Index(-1));
        QCOMPARE(kinds.notices,
            Notices{"The pictures hold numbers of several types (uint16, uint8): levels of 8 bits were brought to 16, "
                    "white to white."});
    }

    void smallerCopiesAreLeftOut()
    {
        QVERIFY(!sniffStack(stack("with-copy.tif")));
        const Dataset data = readPicturePatches(stack("with-copy.tif"));
        QCOMPARE(data.notices, Notices{"1 page that is a smaller copy of another was left out."});
        QCOMPARE(data.shape, (Shape{1, 5, 5}));
    }

    void framesAreImages()
    {
        const auto twice = [](int number) { return 2 * number; };
        QVERIFY(sniffStack(stack("frames.gif")) && sniffStack(stack("frames.webp")));
        QCOMPARE(firstDifference(readStack(stack("frames.gif")), twice), Index(-1));
        const Dataset colours = readStack(stack("frames.webp"));
        QCOMPARE(colours.shape, (Shape{3, 5, 6}));
        QCOMPARE(colours.count(), Index(3));
        QCOMPARE(firstDifference(colours, twice), Index(-1));
    }

    void stacksInFoldersGiveTheirPages()
    {
        const Folder folder;
        for (const char* name : {"a/0.tif", "b/0.gif"})
            QDir().mkpath(QFileInfo(folder.path(name)).path());
        QVERIFY(QFile::copy(QString::fromStdString(stack("pages-u1.tif")), folder.path("a/0.tif")));
        QVERIFY(QFile::copy(QString::fromStdString(stack("frames.gif")), folder.path("b/0.gif")));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 0, 0, 0, 1, 1, 1}));
        QCOMPARE(rawSample(data, 3)[9], float(scriptValue(3, 9)));
        QCOMPARE(rawSample(data, 6)[9], 2.0F * float(scriptValue(2, 9)));
        QVERIFY(data.notices.empty());
    }

    /// PNG, PGM and TIFF of 16 bits, of which 12 are used.
    void deepPicturesKeepTheirBits()
    {
        const Dataset data = readPictureFolder(stack("deep"));
        QCOMPARE(data.images->type(), std::string("uint16"));
        QCOMPARE(firstDifference(data, [](int number) { return 40 * number; }), Index(-1));
        QCOMPARE(data.scaling.scale, 1.0 / 4095);
        const Dataset patches = readPicturePatches(stack("deep/0.png"));
        QCOMPARE(patches.images->type(), std::string("uint16"));
        QCOMPARE(rawSample(patches, 0)[5], 40.0F * float(scriptValue(0, 6)));
        QCOMPARE(patches.scaling.scale, 1.0 / 4095);
    }

    void onePageMayBeTurned()
    {
        const Folder folder;
        QVERIFY(QFile::copy(QString::fromStdString(stack("turned.tif")), folder.path("a.tif")));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.shape, (Shape{1, 5, 6}));
        QCOMPARE(firstDifference(data, [](int number) { return 40 * number; }), Index(-1));
    }

    void deepPicturesAreFitted()
    {
        ReadOptions options;
        options.width = 3;
        options.height = 5;
        options.fit = ReadOptions::Fit::Pad; // 6 x 5 becomes 3 x 2, the mean of two columns and two and a half rows
        const Dataset data = readStack(stack("pages-f4.tif"), options);
        QCOMPARE(data.shape, (Shape{1, 5, 3}));
        double sum = 0;
        for (int y = 0; y < 3; ++y)
            for (int x = 0; x < 2; ++x)
                sum += (y < 2 ? 1 : 0.5) * (0.25 * scriptValue(0, 6 * y + x) - 3);
        QCOMPARE(rawSample(data, 0)[3], float(sum / 5));
        QCOMPARE(rawSample(data, 0)[0], 0.0F);
        QCOMPARE(data.notices, Notices{"4 of 4 pictures of another size were fitted to 3 x 5 pixels."});
    }

    void whatIsNoStackIsRefused_data()
    {
        QTest::addColumn<QString>("found");
        QTest::newRow("circle") << "pages that run in a circle: after page 1 an earlier one follows again";
        QTest::newRow("bomb") << "60,000 x 60,000 pixels, more than a file of 126 bytes can hold";
        QTest::newRow("claims") << "60,000 x 60,000 pixels, more than a file of 126 bytes can hold";
        QTest::newRow("odd-bits") << "samples of 12 bits";
        QTest::newRow("damaged") << "in page 1: Decoding error at scanline 0";
    }

    /// The reason is libtiff's where it has one; nothing reaches the terminal.
    void whatIsNoStackIsRefused()
    {
        QFETCH(QString, found);
        const std::string name = std::string(QTest::currentDataTag()) + ".tif";
        QVERIFY(!sniffStack(stack(name)));
        QCOMPARE(messageOf([&] { static_cast<void>(readPicturePatches(stack(name))); }),
            QString::fromStdString(name) + ": expected a picture that can be read, found: " + found);
    }

    void anotherKindOfFileIsNamed()
    {
        const Folder folder;
        const std::string path = folder.write("a.tif", "text");
        QCOMPARE(messageOf([&] { static_cast<void>(openDataset(path)); }),
            "a.tif: expected a picture that can be read, found: another kind of file");
    }

    void numbersMustBeFinite()
    {
        const QString message = messageOf([&] { static_cast<void>(readStack(stack("not-finite.tif"))); });
        QVERIFY2(message.startsWith("not-finite.tif: expected finite numbers"), qPrintable(message));
    }

    void readingCanBeCancelled()
    {
        QVERIFY_THROWS_EXCEPTION(
            Cancelled, static_cast<void>(readStack(stack("pages-u1.tif"), {}, [](double) { return false; })));
    }

    void theFormatIsAStack() { QCOMPARE(datasetFormat(stack("pages-u1.tif")), std::string("stack")); }
};

ISTHMUS_APPLESS_TEST(TestStackReader)
#include "tst_StackReader.moc"
