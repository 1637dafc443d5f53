// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/PictureGrid.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QTemporaryDir>

using namespace isthmus;

/// Pictures from numbers: which pixel has which value, and where it lies in a grid.
class tst_PictureGrid : public QObject
{
    Q_OBJECT

private slots:
    void greyValuesAreClippedAndRounded();
    void colourIsChannelsLast();
    void gridPlacesPicturesRowByRow();
    void gridScalesWholePixels();
    void featureMapIsNoPicture();
    void hugeGridIsRefused();
    void pngComesBack();
    void unwritableFileIsNamed();
};

void tst_PictureGrid::greyValuesAreClippedAndRounded()
{
    const std::vector<float> values{0.0F, 0.5F, 1.0F, -3.0F, 7.0F, std::numeric_limits<float>::quiet_NaN()};
    const QImage image = picture({1, 2, 3}, values);
    QCOMPARE(image.size(), QSize(3, 2));
    const int expected[]{0, 128, 255, 0, 255, 0};
    for (int i = 0; i < 6; ++i)
        QCOMPARE(qGray(image.pixel(i % 3, i / 3)), expected[i]);
}

void tst_PictureGrid::colourIsChannelsLast()
{
    const QImage image = picture({3, 1, 2}, std::vector<float>{1.0F, 0.0F, 0.0F, 0.0F, 0.2F, 1.0F});
    QCOMPARE(image.pixelColor(0, 0), QColor(255, 0, 0));
    QCOMPARE(image.pixelColor(1, 0), QColor(0, 51, 255));
}

void tst_PictureGrid::gridPlacesPicturesRowByRow()
{
    Matrix pictures(3, 2);
    pictures << 0.0F, 0.2F, 0.4F, 0.6F, 0.8F, 1.0F;
    const QImage image = pictureGrid({1, 1, 2}, pictures, 2, 1, 1);
    QCOMPARE(image.size(), QSize(7, 5));
    QCOMPARE(qGray(image.pixel(0, 0)), 40);
    QCOMPARE(qGray(image.pixel(1, 1)), 0);
    QCOMPARE(qGray(image.pixel(2, 1)), 51);
    QCOMPARE(qGray(image.pixel(3, 1)), 40);
    QCOMPARE(qGray(image.pixel(4, 1)), 102);
    QCOMPARE(qGray(image.pixel(1, 3)), 204);
    QCOMPARE(qGray(image.pixel(2, 3)), 255);
    QCOMPARE(qGray(image.pixel(4, 3)), 40);
}

void tst_PictureGrid::gridScalesWholePixels()
{
    Matrix pictures(1, 2);
    pictures << 0.0F, 1.0F;
    const QImage image = pictureGrid({1, 1, 2}, pictures, 8, 2, 3);
    QCOMPARE(image.size(), QSize(2 + 6 + 2, 2 + 3 + 2));
    QCOMPARE(qGray(image.pixel(4, 4)), 0);
    QCOMPARE(qGray(image.pixel(5, 2)), 255);
    QCOMPARE(qGray(image.pixel(8, 2)), 40);
}

void tst_PictureGrid::featureMapIsNoPicture()
{
    const std::vector<float> values(32);
    QCOMPARE(messageOf([&] { (void)picture(Shape::vector(32), values); }),
        QString("picture: expected 1, 3 or 4 channels, found 32 in 32"));
}

void tst_PictureGrid::hugeGridIsRefused()
{
    QCOMPARE(messageOf([] {
        (void)pictureGrid({1, 2, 2}, Matrix::Zero(1, 4), 1, 0, 20000);
    }),
        QString("picture: expected at most 30,000 pixels a side, found 40,000 x 40,000"));
}

void tst_PictureGrid::pngComesBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("grid.png");
    const QImage image = pictureGrid({1, 1, 2}, Matrix::Random(6, 2), 3, 1, 2);
    savePng(path.toStdString(), image);
    QCOMPARE(QImage(path).convertToFormat(image.format()), image);
}

void tst_PictureGrid::unwritableFileIsNamed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("nowhere/grid.png");
    QCOMPARE(messageOf([&] { savePng(path.toStdString(), QImage(2, 2, QImage::Format_Grayscale8)); }),
        path + ": cannot be written: No such file or directory");
}

ISTHMUS_GUILESS_TEST(tst_PictureGrid)
#include "tst_PictureGrid.moc"
