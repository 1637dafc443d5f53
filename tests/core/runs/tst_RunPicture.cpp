// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/runs/RunPicture.h"
#include "tests/TestProgram.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>

#include <cmath>
#include <cstring>

using namespace isthmus;

namespace {

using Channels = ReadOptions::Channels;

const Scaling kBytes{1.0 / 255, 0};

/// Level of a pixel, of 16 bits.
int levelAt(int y, int x)
{
    return (y * 5 + x) * 3277 + y;
}

QImage greyImage(QImage::Format format)
{
    QImage image(5, 4, format);
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 5; ++x) {
            const auto level = static_cast<quint16>(levelAt(y, x));
            if (format == QImage::Format_Grayscale16)
                std::memcpy(image.scanLine(y) + 2 * x, &level, sizeof level);
            else
                image.scanLine(y)[x] = static_cast<uchar>(level / 257);
        }
    return image;
}

} // namespace

class TestRunPicture : public QObject
{
    Q_OBJECT
private slots:
    void bytesComeBack();
    void sixteenBitsComeBack();
    void coloursComeBack();
    void depthOfTheDataDecides_data();
    void depthOfTheDataDecides();
    void valuesBeyondBlackAndWhiteAreClipped();
    void channelsAreMadeAsAsked();
    void whatIsNoPictureIsRefused();

private:
    [[nodiscard]] std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

void TestRunPicture::bytesComeBack()
{
    const QImage image = greyImage(QImage::Format_Grayscale8);
    QVERIFY(image.save(m_folder.filePath("a.png")));
    const RunPicture picture = readRunPicture(path("a.png"), kBytes, Channels::Auto);
    QCOMPARE(picture.shape, (Shape{1, 4, 5}));
    QCOMPARE(picture.type, NumberType::U8);
    QCOMPARE(picture.values[7], static_cast<float>(image.constScanLine(1)[2]) / 255.0F);
    saveRunPicture(path("b.png"), picture, {{"Software", "test"}});
    const QImage back(m_folder.filePath("b.png"));
    QCOMPARE(back.convertToFormat(QImage::Format_Grayscale8), image);
    QCOMPARE(back.text("Software"), QString("test"));
}

void TestRunPicture::sixteenBitsComeBack()
{
    const QImage image = greyImage(QImage::Format_Grayscale16);
    QVERIFY(image.save(m_folder.filePath("a.png")));
    const RunPicture picture = readRunPicture(path("a.png"), kBytes, Channels::Auto);
    QCOMPARE(picture.type, NumberType::U16);
    QVERIFY(std::abs(picture.values[19] - static_cast<float>(levelAt(3, 4)) / 65535.0F) < 1e-6F);
    saveRunPicture(path("b.png"), picture);
    const QImage back(m_folder.filePath("b.png"));
    QCOMPARE(back.format(), QImage::Format_Grayscale16);
    QCOMPARE(back, image);
}

void TestRunPicture::coloursComeBack()
{
    for (const QImage::Format format : {QImage::Format_RGB888, QImage::Format_RGBX64}) {
        QImage image(3, 2, format);
        for (int y = 0; y < 2; ++y)
            for (int x = 0; x < 3; ++x)
                image.setPixelColor(x, y, QColor(40 * x, 100 * y, 7 + 50 * x));
        QVERIFY(image.save(m_folder.filePath("a.png")));
        const RunPicture picture = readRunPicture(path("a.png"), kBytes, Channels::Auto);
        QCOMPARE(picture.shape, (Shape{3, 2, 3}));
        saveRunPicture(path("b.png"), picture);
        const QImage back(m_folder.filePath("b.png"));
        QCOMPARE(back.pixelFormat().redSize(), image.pixelFormat().redSize());
        QCOMPARE(back.convertToFormat(format), image);
    }
}

void TestRunPicture::depthOfTheDataDecides_data()
{
    QTest::addColumn<double>("white"); // number of the run's data that is white
    QTest::addColumn<bool>("isDeep");
    QTest::addColumn<double>("divisor");
    QTest::newRow("bytes for bytes") << 255.0 << false << 255.0;
    QTest::newRow("narrow bytes for bytes") << 100.0 << false << 100.0;
    QTest::newRow("16 bits for bytes") << 255.0 << true << 65535.0;
    QTest::newRow("12 of 16 bits for those") << 4095.0 << true << 4095.0;
    QTest::newRow("bytes for 12 of 16 bits") << 4095.0 << false << 255.0;
    QTest::newRow("bytes for numbers from 0 to 1") << 1.0 << false << 255.0;
}

void TestRunPicture::depthOfTheDataDecides()
{
    QFETCH(double, white);
    QFETCH(bool, isDeep);
    QFETCH(double, divisor);
    const QImage image = greyImage(isDeep ? QImage::Format_Grayscale16 : QImage::Format_Grayscale8);
    QVERIFY(image.save(m_folder.filePath("a.png")));
    const RunPicture picture = readRunPicture(path("a.png"), {1 / white, 0}, Channels::Auto);
    const double number = isDeep ? levelAt(0, 1) : image.constScanLine(0)[1];
    QVERIFY(std::abs(double(picture.values[1]) - number / divisor) < 1e-6);
}

void TestRunPicture::valuesBeyondBlackAndWhiteAreClipped()
{
    QVERIFY(greyImage(QImage::Format_Grayscale8).save(m_folder.filePath("a.png")));
    RunPicture picture = readRunPicture(path("a.png"), kBytes, Channels::Auto);
    picture.values[0] = -0.5F;
    picture.values[1] = 1.5F;
    picture.values[2] = std::nanf("");
    picture.values[3] = 0.5F;
    saveRunPicture(path("b.png"), picture);
    const QImage back = QImage(m_folder.filePath("b.png")).convertToFormat(QImage::Format_Grayscale8);
    const uchar* line = back.constScanLine(0);
    QCOMPARE((std::vector<int>{line[0], line[1], line[2], line[3]}), (std::vector<int>{0, 255, 0, 128}));
}

void TestRunPicture::channelsAreMadeAsAsked()
{
    QImage image(2, 1, QImage::Format_RGB888);
    image.setPixelColor(0, 0, QColor(255, 0, 0));
    image.setPixelColor(1, 0, QColor(0, 0, 255));
    QVERIFY(image.save(m_folder.filePath("a.png")));
    const RunPicture grey = readRunPicture(path("a.png"), kBytes, Channels::Grey);
    QCOMPARE(grey.shape, (Shape{1, 1, 2}));
    QVERIFY(std::abs(grey.values[0] - 0.299F) < 0.003F);
    QVERIFY(greyImage(QImage::Format_Grayscale8).save(m_folder.filePath("g.png")));
    QCOMPARE(readRunPicture(path("g.png"), kBytes, Channels::Colour).shape, (Shape{3, 4, 5}));
}

void TestRunPicture::whatIsNoPictureIsRefused()
{
    QFile file(m_folder.filePath("text.png"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no picture at all") > 0);
    file.close();
    QVERIFY_THROWS_EXCEPTION(Error, (void)readRunPicture(path("text.png"), kBytes, Channels::Auto));
    QVERIFY(greyImage(QImage::Format_Grayscale8).save(m_folder.filePath("a.png")));
    RunPicture floats = readRunPicture(path("a.png"), kBytes, Channels::Auto);
    floats.type = NumberType::F32;
    QVERIFY_THROWS_EXCEPTION(Error, saveRunPicture(path("floats.png"), floats));
    QVERIFY(!QFile::exists(m_folder.filePath("floats.png")));
}

ISTHMUS_GUILESS_TEST(TestRunPicture)
#include "tst_RunPicture.moc"
