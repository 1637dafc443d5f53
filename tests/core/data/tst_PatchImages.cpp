// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/PatchImages.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <cstring>

using namespace isthmus;

namespace {

constexpr int kWidth = 23;
constexpr int kHeight = 17;

/// A picture in which every value is told from its neighbours; never 0 and never 255.
std::vector<std::uint8_t> pictureOf(int channels)
{
    std::vector<std::uint8_t> bytes;
    for (int i = 0; i < kWidth * kHeight * channels; ++i)
        bytes.push_back(static_cast<std::uint8_t>(1 + i * 37 % 254));
    return bytes;
}

PatchGrid gridOf(int side, int stride)
{
    return {side, stride, (kWidth - side) / stride + 1, (kHeight - side) / stride + 1};
}

/// The patches of a picture, each one copied.
ByteImages copiesOf(const PatchGrid& grid, int channels, const std::vector<std::uint8_t>& picture)
{
    std::vector<std::uint8_t> bytes;
    for (int patch = 0; patch < grid.across * grid.down; ++patch)
        for (int y = 0; y < grid.side; ++y)
            for (int x = 0; x < grid.side * channels; ++x) {
                const int top = patch / grid.across * grid.stride;
                const int left = patch % grid.across * grid.stride;
                bytes.push_back(picture[std::size_t((top + y) * kWidth * channels + left * channels + x)]);
            }
    return {{channels, grid.side, grid.side}, std::move(bytes)};
}

} // namespace

class TestPatchImages : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithCopies_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("channels");
        for (const int channels : {1, 3}) {
            QTest::addRow("side by side, %d", channels) << 5 << 5 << channels;
            QTest::addRow("overlapping, %d", channels) << 7 << 2 << channels;
            QTest::addRow("apart, %d", channels) << 3 << 6 << channels;
            QTest::addRow("single, %d", channels) << kHeight << 100 << channels;
            QTest::addRow("pixels, %d", channels) << 1 << 1 << channels;
        }
    }

    void agreesWithCopies()
    {
        QFETCH(int, side);
        QFETCH(int, stride);
        QFETCH(int, channels);
        const PatchGrid grid = gridOf(side, stride);
        const std::vector<std::uint8_t> picture = pictureOf(channels);
        const PatchImages patches(grid, channels, kWidth, picture);
        const ByteImages copies = copiesOf(grid, channels, picture);
        QCOMPARE(patches.count(), copies.count());
        QCOMPARE(patches.type(), copies.type());
        QCOMPARE(patches.minimum(), copies.minimum());
        QCOMPARE(patches.maximum(), copies.maximum());

        std::vector<Index> which;
        for (Index i = 0; i < 37; ++i)
            which.push_back(i * 7919 % patches.count());
        const Index features = Index(side) * side * channels;
        Batch found(features, 40);
        Batch expected(features, 40);
        patches.gather(which, 0.5F, -1, found, 2);
        copies.gather(which, 0.5F, -1, expected, 2);
        for (Index feature = 0; feature < features; ++feature)
            QVERIFY(std::equal(found.row(feature) + 2, found.row(feature) + 39, expected.row(feature) + 2));

        const Index begin = features / 3;
        std::vector<float> part(static_cast<std::size_t>(features - begin));
        std::vector<float> expectedPart(part.size());
        patches.copy(patches.count() - 1, begin, part);
        copies.copy(copies.count() - 1, begin, expectedPart);
        QCOMPARE(part, expectedPart);
    }

    /// Each byte as a number of 16 bits, a hundred times as large.
    void deepPicturesAgreeWithBytes()
    {
        const PatchGrid grid = gridOf(7, 3);
        const std::vector<std::uint8_t> picture = pictureOf(3);
        std::vector<std::uint8_t> deep(2 * picture.size());
        for (std::size_t i = 0; i < picture.size(); ++i) {
            const auto number = static_cast<std::uint16_t>(100 * picture[i]);
            std::memcpy(deep.data() + 2 * i, &number, sizeof number);
        }
        const PatchImages bytes(grid, 3, kWidth, picture);
        const PatchImages patches(grid, 3, kWidth, deep, NumberType::U16);
        QCOMPARE(patches.type(), std::string("uint16"));
        QCOMPARE(patches.maximum(), 100 * bytes.maximum());
        const Index which[] = {0, 3, patches.count() - 1};
        const Index features = Index(7) * 7 * 3;
        Batch found(features, 3);
        Batch expected(features, 3);
        patches.gather(which, 1, 0, found, 0);
        bytes.gather(which, 100, 0, expected, 0);
        for (Index feature = 0; feature < features; ++feature)
            QVERIFY(std::equal(found.row(feature), found.row(feature) + 3, expected.row(feature)));
        std::vector<float> part(40);
        patches.copy(patches.count() - 1, 30, part);
        for (std::size_t i = 0; i < part.size(); ++i)
            QCOMPARE(part[i], found.row(30 + Index(i))[2]);
    }

    void pixelsThatNoPatchCoversDoNotCount()
    {
        std::vector<std::uint8_t> picture = pictureOf(1);
        picture[3] = 0; // between two patches
        picture[kWidth - 1] = 255; // right of the last one
        picture[(kHeight - 1) * kWidth] = 255; // below
        const PatchImages patches({3, 4, 5, 4}, 1, kWidth, picture);
        QVERIFY(patches.minimum() > 0);
        QVERIFY(patches.maximum() < 255);
    }

    void patchesBeyondThePictureAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, PatchImages({5, 5, 5, 1}, 1, kWidth, pictureOf(1)));
        QVERIFY_THROWS_EXCEPTION(Error, PatchImages({5, 5, 1, 4}, 1, kWidth, pictureOf(1)));
    }
};

ISTHMUS_APPLESS_TEST(TestPatchImages)
#include "tst_PatchImages.moc"
