// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/datasets/DatasetPreview.h"
#include "tests/TestProgram.h"

#include <QColor>

#include <numeric>

using namespace isthmus;

namespace {

/// Images of 2 x 2 whose pixels are their number; ant, bee, ant, bee, ...
Dataset insects(Index trainCount, Index testCount)
{
    Dataset data;
    data.title = "Insects";
    data.shape = {1, 2, 2};
    data.trainCount = trainCount;
    data.testCount = testCount;
    data.classNames = {"ant", "bee", "cicada"};
    std::vector<std::uint8_t> bytes;
    for (Index i = 0; i < data.count(); ++i) {
        data.labels.push_back(static_cast<std::int32_t>(i % 2));
        bytes.insert(bytes.end(), 4, static_cast<std::uint8_t>(i));
    }
    data.images = std::make_shared<ByteImages>(data.shape, bytes);
    return data;
}

std::vector<Index> samplesOf(const DatasetPreview& preview)
{
    std::vector<Index> samples;
    for (const PreviewPicture& picture : preview.pictures)
        samples.push_back(picture.sample);
    return samples;
}

} // namespace

class TestDatasetPreview : public QObject
{
    Q_OBJECT
private slots:
    void countsArePerPart()
    {
        const DatasetPreview preview = previewOf(insects(7, 3), {});
        QCOMPARE(preview.fitted, Index(7));
        QCOMPARE(preview.validation, Index(0));
        QCOMPARE(preview.test, Index(3));
        QCOMPARE(preview.total, Index(10));
        QVERIFY(!preview.drawsTest);
        const std::vector<ClassCount> expected{{"ant", 4, 1, 4, 1}, {"bee", 3, 2, 3, 2}, {"cicada", 0, 0, 0, 0}};
        QVERIFY(preview.classes == expected);
    }

    void countsFollowTheChoice()
    {
        const DatasetPreview preview = previewOf(insects(20, 10), {{"bee"}, 4, 0.25, 1});
        QCOMPARE(preview.fitted, Index(3));
        QCOMPARE(preview.validation, Index(1));
        QCOMPARE(preview.test, Index(4));
        QCOMPARE(preview.total, Index(30));
        const std::vector<ClassCount> expected{{"ant", 0, 0, 10, 5}, {"bee", 4, 4, 10, 5}, {"cicada", 0, 0, 0, 0}};
        QVERIFY(preview.classes == expected);
        QCOMPARE(samplesOf(preview), (std::vector<Index>{1, 3, 5, 7}));
        for (const PreviewPicture& picture : preview.pictures)
            QCOMPARE(picture.className, std::string("bee"));
    }

    void setWithoutATestPartDrawsTenPercent()
    {
        const DatasetPreview preview = previewOf(insects(40, 0), {});
        QVERIFY(preview.drawsTest);
        QCOMPARE(preview.test, Index(4));
        QCOMPARE(preview.fitted, Index(36));
        QCOMPARE(preview.classes[0].train + preview.classes[0].test, Index(20));
    }

    void setWithoutLabelsHasNoClasses()
    {
        Dataset data = insects(5, 5);
        data.labels.clear();
        data.classNames.clear();
        const DatasetPreview preview = previewOf(data, {});
        QVERIFY(preview.classes.empty());
        QCOMPARE(preview.pictures.front().className, std::string());
    }

    void picturesAreEvenlySpacedTrainingImages()
    {
        const DatasetPreview preview = previewOf(insects(128, 10), {});
        std::vector<Index> expected(64);
        for (std::size_t i = 0; i < expected.size(); ++i)
            expected[i] = static_cast<Index>(2 * i);
        QCOMPARE(samplesOf(preview), expected);
        QCOMPARE(qGray(preview.pictures[10].image.pixel(1, 1)), 20);
    }

    void nothingToTrainOnIsAnError()
    {
        QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(previewOf(insects(10, 4), {{"cicada"}, 0, 0, 1})));
        QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(previewOf(insects(10, 4), {{"wasp"}, 0, 0, 1})));
    }

    void smallPictureKeepsItsPixels()
    {
        const std::vector<float> values{0, 1, 0.2F, 0.4F, 0.6F, 0.8F};
        const QImage image = previewPicture({1, 3, 2}, values);
        QCOMPARE(image.size(), QSize(2, 3));
        QCOMPARE(qGray(image.pixel(1, 0)), 255);
        QCOMPARE(qGray(image.pixel(0, 2)), 153);
    }

    void coloursStayColours()
    {
        const std::vector<float> values{1, 0, 0, 0, 1, 0}; // red, green
        QCOMPARE(previewPicture({3, 1, 2}, values).pixel(0, 0), qRgb(255, 0, 0));
        QCOMPARE(previewPicture({3, 1, 2}, values).pixel(1, 1), qRgb(0, 255, 0));
        const std::vector<float> opaque{1, 0, 0, 0.5F, 1, 0, 0, 0.5F};
        QCOMPARE(previewPicture({4, 2, 1}, opaque).pixel(0, 1), qRgb(255, 0, 0));
    }

    void otherChannelsAreAveraged()
    {
        const std::vector<float> values{0.2F, 0.6F, 1, 1};
        const QImage image = previewPicture({2, 2, 1}, values);
        QCOMPARE(image.size(), QSize(1, 2));
        QCOMPARE(qGray(image.pixel(0, 0)), 102);
        QCOMPARE(qGray(image.pixel(0, 1)), 255);
    }

    void largePictureIsAveraged()
    {
        const int side = 2 * kPreviewSide;
        std::vector<float> values(static_cast<std::size_t>(side * side));
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = i % 2 == 0 ? 0.0F : 1.0F;
        const QImage image = previewPicture({1, side, side}, values);
        QCOMPARE(image.size(), QSize(kPreviewSide, kPreviewSide));
        QCOMPARE(qGray(image.pixel(kPreviewSide - 1, 0)), 128);
        const std::vector<float> wide(static_cast<std::size_t>(side * side / 2));
        QCOMPARE(previewPicture({1, side / 2, side}, wide).size(), QSize(kPreviewSide, kPreviewSide / 2));
    }

    /// A curve or bars as everywhere, and the numbers for whoever shows them with their names.
    void rowsKeepTheirNumbers()
    {
        Dataset data = insects(4, 0);
        data.shape = {1, 1, 4};
        data.scaling = {1, 0};
        const DatasetPreview preview = previewOf(data, {});
        QCOMPARE(preview.pictures[1].values, std::vector<float>(4, float(preview.pictures[1].sample)));
        QCOMPARE(preview.pictures[1].image.size(), QSize(kPreviewSide, kPreviewSide / 2));
        QVERIFY(previewOf(insects(4, 0), {}).pictures[1].values.empty());
    }

    void rowOfNumbersBecomesStripes()
    {
        const std::vector<float> values{0, 1, 0};
        const QImage image = previewPicture({1, 1, 3}, values);
        QCOMPARE(image.size(), QSize(3, 3));
        for (int y = 0; y < 3; ++y)
            QCOMPARE(qGray(image.pixel(1, y)), 255);
    }

    void hugeImagesAreNotDrawn()
    {
        Dataset data;
        data.title = "Panorama";
        data.shape = {1, 2049, 2048};
        data.trainCount = 1;
        data.images = std::make_shared<ByteImages>(
            data.shape, std::vector<std::uint8_t>(static_cast<std::size_t>(data.shape.size())));
        const DatasetPreview preview = previewOf(data, {});
        QVERIFY(preview.isTooLargeToDraw);
        QVERIFY(preview.pictures.empty());
        QCOMPARE(preview.fitted, Index(1));
    }

    void squareRowsMayBePictures_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("side");
        QTest::newRow("MNIST as a table") << 784 << 1 << 28;
        QTest::newRow("8 x 8") << 64 << 1 << 8;
        QTest::newRow("four measurements") << 4 << 1 << 0;
        QTest::newRow("no square") << 785 << 1 << 0;
        QTest::newRow("pictures") << 28 << 28 << 0;
    }

    void squareRowsMayBePictures()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        Dataset data;
        data.shape = {1, height, width};
        QTEST(likelySide(data), "side");
    }
};

ISTHMUS_APPLESS_TEST(TestDatasetPreview)
#include "tst_DatasetPreview.moc"
