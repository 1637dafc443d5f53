// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureFolder.h"
#include "core/datasets/readers/PictureLimit.h"
#include "core/datasets/readers/PicturePatches.h"
#include "tests/Sanitized.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/datasets/readers/Pictures.h"
#include "tests/core/files/Folder.h"

#include <QColorSpace>
#include <QImage>
#include <QImageReader>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QString folderMessage(const std::string& path, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readPictureFolder(path, options)); });
}

} // namespace

class TestPictureReaders : public QObject
{
    Q_OBJECT
private slots:
    void foldersAreClasses()
    {
        QVERIFY(sniffPictureFolder(fixture("pictures")));
        const Dataset data = readPictureFolder(fixture("pictures"));
        QCOMPARE(data.format, std::string("pictures"));
        QCOMPARE(data.shape, (Shape{1, 3, 4}));
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.classNames, (std::vector<std::string>{"a", "b b"}));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 0, 1}));
        QCOMPARE(firstDifference(data), Index(-1));
        QVERIFY(data.notices.empty());
    }

    /// Below the folder; what is no picture has no place among them.
    void filesHaveTheirNames()
    {
        const Folder folder;
        for (const char* name : {"cats/b.png", "cats/a, 1.png", "dogs/c.png"})
            save(folder, name, filled(4, 4, {200, 100, 50}));
        QFile other(folder.path("cats/aa.txt"));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("no picture") > 0);
        other.close();
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.count(), Index(3));
        QCOMPARE(data.fileName(0), std::string("cats/a, 1.png"));
        QCOMPARE(data.fileName(1), std::string("cats/b.png"));
        QCOMPARE(data.fileName(2), std::string("dogs/c.png"));
        QVERIFY(Dataset().fileName(0).empty());
    }

    void oneColourPictureMakesAllColour()
    {
        const Dataset data = readPictureFolder(fixture("colours"));
        QCOMPARE(data.shape, (Shape{3, 3, 4}));
        QVERIFY(!data.hasLabels());
        QCOMPARE(rawSample(data, 0)[3], float(scriptValue(0, 1))); // grey, three times
        QCOMPARE(rawSample(data, 0)[5], float(scriptValue(0, 1)));
        QCOMPARE(rawSample(data, 1)[35], float(scriptValue(1, 35)));
        ReadOptions options;
        options.channels = ReadOptions::Channels::Grey;
        QCOMPARE(readPictureFolder(fixture("colours"), options).shape.channels, 1);
        options.channels = ReadOptions::Channels::Colour;
        QCOMPARE(readPictureFolder(fixture("pictures"), options).shape.channels, 3);
    }

    void everyFormatIsRead_data()
    {
        QTest::addColumn<QString>("format");
        for (const char* format : {"png", "jpg", "bmp", "webp", "tiff", "ppm"})
            QTest::newRow(format) << format;
    }

    void everyFormatIsRead()
    {
        QFETCH(QString, format);
        const Folder folder;
        save(folder, "misnamed.dat", filled(5, 4, {200, 100, 50}), format.toLatin1());
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.shape, (Shape{3, 4, 5}));
        const std::vector<float> values = rawSample(data, 0);
        QVERIFY(std::abs(values[57] - 200) < 4 && std::abs(values[58] - 100) < 4 && std::abs(values[59] - 50) < 4);
    }

    void bytesAreReadAsTheyAreStored_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("space");
        for (const int space : {0, int(QColorSpace::SRgb), int(QColorSpace::AdobeRgb)}) {
            QTest::addRow("grey, space %d", space) << int(QImage::Format_Grayscale8) << space;
            QTest::addRow("colour, space %d", space) << int(QImage::Format_RGB32) << space;
            QTest::addRow("palette, space %d", space) << int(QImage::Format_Indexed8) << space;
        }
    }

    /// A colour space or a gamma in the file changes nothing.
    void bytesAreReadAsTheyAreStored()
    {
        QFETCH(int, format);
        QFETCH(int, space);
        QImage ramp(16, 16, QImage::Format_Grayscale8);
        for (int i = 0; i < 256; ++i)
            ramp.scanLine(i / 16)[i % 16] = uchar(i);
        QImage image = ramp.convertToFormat(QImage::Format(format));
        QImage colours = filled(16, 16, {200, 100, 51});
        if (space != 0) {
            image.setColorSpace(QColorSpace::NamedColorSpace(space));
            colours.setColorSpace(QColorSpace::NamedColorSpace(space));
        }
        const Folder grey;
        save(grey, "ramp.png", image);
        const Dataset data = readPictureFolder(grey.path().toStdString());
        QCOMPARE(data.shape.channels, 1);
        for (int i = 0; i < 256; ++i)
            QCOMPARE(rawSample(data, 0)[std::size_t(i)], float(i));
        const Folder colour;
        save(colour, "colours.png", colours);
        const std::vector<float> values = rawSample(readPictureFolder(colour.path().toStdString()), 0);
        QCOMPARE(std::vector<float>(values.begin(), values.begin() + 3), (std::vector<float>{200, 100, 51}));
        ReadOptions options;
        options.channels = ReadOptions::Channels::Grey; // 0.299 * 200 + 0.587 * 100 + 0.114 * 51 = 124.3
        QCOMPARE(rawSample(readPictureFolder(colour.path().toStdString(), options), 0)[0], 124.0F);
    }

    void otherSizesAreFitted()
    {
        const Folder folder;
        QImage wide = filled(8, 2, Qt::black); // white in the middle
        for (int y = 0; y < 2; ++y)
            for (int x = 3; x < 5; ++x)
                wide.setPixelColor(x, y, Qt::white);
        save(folder, "a.png", filled(4, 4, Qt::black));
        save(folder, "b.png", filled(4, 4, Qt::black));
        save(folder, "c.png", wide);
        const std::string path = folder.path().toStdString();
        const Dataset cut = readPictureFolder(path);
        QCOMPARE(cut.shape, (Shape{1, 4, 4})); // the most common size
        QCOMPARE(rawSample(cut, 2)[1], 255.0F);
        QCOMPARE(
            cut.notices, (std::vector<std::string>{"1 of 3 pictures of another size were fitted to 4 x 4 pixels."}));

        ReadOptions options;
        options.fit = ReadOptions::Fit::Pad;
        options.width = 8;
        options.height = 4;
        const std::vector<float> padded = rawSample(readPictureFolder(path, options), 2);
        QCOMPARE(padded[3], 0.0F); // the bar above
        QCOMPARE(padded[8 + 3], 255.0F);
        QCOMPARE(padded[3 * 8 + 3], 0.0F);
    }

    void whatIsNoPictureIsCounted()
    {
        const Folder folder;
        save(folder, "a.png", filled(3, 3, Qt::red));
        folder.write("b.png", "no picture");
        folder.write("c.png", QByteArray("\x89PNG\r\n\x1A\n").append("cut"));
        folder.write(".hidden", "not counted");
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.count(), Index(1));
        QCOMPARE(data.notices,
            (std::vector<std::string>{"2 files that are no pictures or are damaged were left out: b.png and c.png."}));
    }

    void namesAreOneLine()
    {
        const Folder folder;
        save(folder, "a.png", filled(3, 3, Qt::red));
        folder.write("new\nline.png", "no picture");
        folder.write("red\x1b[31m.png", "no picture");
        QCOMPARE(readPictureFolder(folder.path().toStdString()).notices,
            (std::vector<std::string>{
                "2 files that are no pictures or are damaged were left out: new?line.png and red?[31m.png."}));
    }

    void theFirstOfManyThatAreNoPicturesAreNamed()
    {
        const Folder folder;
        for (const char* name : {"x", "y"}) {
            save(folder, QString("%1/0.png").arg(name), filled(3, 3, Qt::red));
            for (int i = 1; i <= 3; ++i)
                folder.write(QString("%1/%2.png").arg(name).arg(i), "no picture");
        }
        QCOMPARE(readPictureFolder(folder.path().toStdString()).notices,
            (std::vector<std::string>{"6 files that are no pictures or are damaged were left out: "
                                      "x/1.png, x/2.png, x/3.png and 3 others."}));
    }

    void filesThatEndEarlyAreDamaged_data()
    {
        QTest::addColumn<QString>("format");
        for (const char* format : {"png", "jpg", "bmp", "webp", "tiff", "ppm"})
            QTest::newRow(format) << format;
        QTest::newRow("gif") << "gif"; // which Qt cannot write
    }

    void filesThatEndEarlyAreDamaged()
    {
        QFETCH(QString, format);
        QByteArray bytes = QByteArray::fromHex(
            "47494638396103000200f00000ff000000000021f90400000000002c0000000003000200000202845f003b");
        const Folder folder;
        if (format != "gif") {
            QFile file(QString::fromStdString(save(folder, "whole", noise(40, 30), format.toLatin1())));
            QVERIFY(file.open(QIODevice::ReadOnly));
            bytes = file.readAll();
        }
        folder.write("cut", bytes.left(bytes.size() * 2 / 3));
        folder.write("trailer", bytes + QByteArray(100, '\0') + "and more");
        folder.write("whole", bytes);
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(
            data.notices, (std::vector<std::string>{"1 file that is no picture or is damaged was left out: cut."}));
        if (format != "tiff")
            QVERIFY(rawSample(data, 0) == rawSample(data, 1));
    }

    void theEndOfAThumbnailIsNotThatOfThePhotograph()
    {
        const Folder folder;
        QFile file(QString::fromStdString(save(folder, "a.jpg", noise(40, 30), "jpg")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray photo = file.readAll();
        const QByteArray thumbnail = QByteArray::fromHex("ffe10008ffd8ffd90000");
        const QByteArray with = photo.left(2) + thumbnail + photo.mid(2);
        QCOMPARE(readPicturePatches(folder.write("b.jpg", with)).count(), Index(1));
        QCOMPARE(messageOf([&] { static_cast<void>(readPicturePatches(folder.write("cut.jpg", with.chopped(30)))); }),
            "cut.jpg: expected a picture that can be read, found: one that ends early");
    }

    void aProgramAllowsMoreThanQt()
    {
        const Folder folder;
        const std::string path = save(folder, "p.png", filled(600, 600, Qt::red)); // 1.4 MB
        const int usual = QImageReader::allocationLimit();
        QImageReader::setAllocationLimit(1);
        const QString tooSmall = messageOf([&] { static_cast<void>(readPicturePatches(path)); });
        setUpPictures();
        const int allowed = QImageReader::allocationLimit();
        QImageReader::setAllocationLimit(usual);
        QCOMPARE(tooSmall,
            "p.png: expected a picture that can be read, found: 600 x 600 pixels, which need 2 MB where "
            "this machine has 1 MB for one picture");
        QVERIFY(allowed >= 128);
        QCOMPARE(readPicturePatches(path).count(), Index(18 * 18));
    }

    /// Nothing is allocated on the word of a header.
    void fewBytesCannotHoldManyPixels()
    {
        const Folder folder;
        const QString ppm = messageOf(
            [&] { static_cast<void>(readPicturePatches(folder.write("c.ppm", "P6\n30000 30000\n255\nxyz"))); });
        QVERIFY2(ppm.endsWith("30,000 x 30,000 pixels, more than a file of 22 bytes can hold"), qPrintable(ppm));
    }

    /// A GIF of 171 bytes, found by fuzzing, made patches of 5 GB: its one picture has no pixels and no numbers.
    void aGifWithoutNumbersIsNone()
    {
        QByteArray gif("GIF89a\x80\x00\x10\x00\x00\x00\x00", 13); // 128 x 16 pixels
        gif += QByteArray("\x2C\x00\x00\x00\x00\x80\x00\x00\x00\x00\x02\x00\x3B", 13);
        const Folder folder;
        QCOMPARE(messageOf([&] { static_cast<void>(readPicturePatches(folder.write("empty.gif", gif))); }),
            "empty.gif: expected a picture that can be read, found: one that ends early");
    }

    void overlappingPatchesShareThePicture()
    {
        const Folder folder;
        const QImage image = noise(300, 200);
        ReadOptions options;
        options.patch = 64;
        options.stride = 1;
        const Dataset data = readPicturePatches(save(folder, "p.png", image), options);
        QCOMPARE(data.count(), Index(237 * 137));
        QCOMPARE(data.images->bytes(), std::uint64_t(300 * 200 * 3));
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "Patches overlap: those of a test part share pixels with those of the training part."}));
        const std::vector<float> last = rawSample(data, data.count() - 1);
        QCOMPARE(last.back(), float(qBlue(image.pixel(299, 199))));
        QCOMPARE(last.front(), float(qRed(image.pixel(236, 136))));
    }

    void loopsOfLinksEnd()
    {
        const Folder folder;
        save(folder, "a/1.png", filled(3, 3, Qt::red));
        QVERIFY(QFile::link(folder.path(), folder.path("a/loop")));
        QVERIFY(QFile::link(folder.path("nowhere"), folder.path("a/dangling")));
        QCOMPARE(readPictureFolder(folder.path().toStdString()).count(), Index(1));
    }

    void foldersWithoutPicturesAreRefused()
    {
        const Folder folder;
        QVERIFY(!sniffPictureFolder(folder.path().toStdString()));
        QVERIFY(folderMessage(folder.path().toStdString()).contains("found 0 files and no picture that can be read"));
        folder.write("x.png", "no");
        QVERIFY(!sniffPictureFolder(folder.path().toStdString()));
        ReadOptions options;
        options.width = options.height = 2;
        QVERIFY(folderMessage(folder.path().toStdString(), options).endsWith("x.png: another kind of file"));
        options.width = options.height = 65535;
        save(folder, "y.png", filled(3, 3, Qt::red));
        QVERIFY(folderMessage(folder.path().toStdString(), options)
                    .endsWith("expected pictures of at most 4,194,304 pixels, found a size of 65,535 x 65,535; "
                              "a smaller size can be set"));
    }

    void photosNeedASize()
    {
        const Folder folder;
        QImage photo(2100, 2000, QImage::Format_Grayscale8);
        photo.fill(100);
        save(folder, "photo.png", photo);
        const std::string path = folder.path("").toStdString();
        QVERIFY(folderMessage(path).contains("found a size of 2,100 x 2,000; a smaller size can be set"));
        if (test::kThreadSanitized)
            ISTHMUS_SKIP("QThreadPool hands over in ways that ThreadSanitizer cannot see"); // parts of large pictures
        ReadOptions options;
        options.width = 28;
        options.height = 28;
        QCOMPARE(readPictureFolder(path, options).shape, (Shape{1, 28, 28}));
    }

    void readingCanBeCancelled()
    {
        QVERIFY_THROWS_EXCEPTION(Cancelled,
            static_cast<void>(readPictureFolder(fixture("pictures"), {}, [](double done) { return done < 0.1; })));
    }

    void onePictureIsCutIntoPatches()
    {
        const Folder folder;
        QImage image(7, 5, QImage::Format_Grayscale8);
        for (int y = 0; y < 5; ++y)
            for (int x = 0; x < 7; ++x)
                image.scanLine(y)[x] = uchar(10 * y + x);
        const std::string path = save(folder, "p.png", image);
        QVERIFY(sniffPicture(path));
        ReadOptions options;
        options.patch = 3;
        options.stride = 2;
        const Dataset data = readPicturePatches(path, options);
        QCOMPARE(data.shape, (Shape{1, 3, 3}));
        QCOMPARE(data.count(), Index(6)); // 3 across, 2 down
        QCOMPARE(rawSample(data, 5), (std::vector<float>{24, 25, 26, 34, 35, 36, 44, 45, 46}));
        QCOMPARE(readPicturePatches(path).shape, (Shape{1, 5, 5}));
        QVERIFY(readPicturePatches(path).notices.empty());
        options.patch = 6;
        QCOMPARE(messageOf([&] { static_cast<void>(readPicturePatches(path, options)); }),
            "p.png: expected a picture of at least 6 x 6 pixels for one patch, found 7 x 5");
        const std::string broken = folder.write("b.png", QByteArray("\x89PNG\r\n\x1A\n"));
        QVERIFY(messageOf([&] {
            static_cast<void>(readPicturePatches(broken));
        }).startsWith("b.png: expected a picture that can be read, found: "));
    }
};

ISTHMUS_APPLESS_TEST(TestPictureReaders)
#include "tst_PictureReaders.moc"
