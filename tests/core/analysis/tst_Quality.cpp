// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Quality.h"
#include "tests/TestProgram.h"

#include "core/base/Rng.h"

#include <cmath>
#include <limits>

using namespace isthmus;

namespace {

/// Similarity straight from the paper's equation 13: a two-dimensional window, central moments, no separation.
double naiveSsim(Shape shape, const std::vector<float>& a, const std::vector<float>& b)
{
    const int high = std::min(11, shape.height);
    const int wide = std::min(11, shape.width);
    const auto weight = [&](int y, int x) {
        const double dy = y - (high - 1) / 2.0;
        const double dx = x - (wide - 1) / 2.0;
        return std::exp(-(dy * dy + dx * dx) / (2 * 1.5 * 1.5));
    };
    const auto at = [&](const std::vector<float>& image, int y, int x, int channel) {
        return double(image[static_cast<std::size_t>((y * shape.width + x) * shape.channels + channel)]);
    };
    const auto mean = [&](const auto& value) {
        double sum = 0;
        double weights = 0;
        for (int y = 0; y < high; ++y)
            for (int x = 0; x < wide; ++x) {
                sum += weight(y, x) * value(y, x);
                weights += weight(y, x);
            }
        return sum / weights;
    };
    double total = 0;
    int count = 0;
    for (int channel = 0; channel < shape.channels; ++channel)
        for (int top = 0; top + high <= shape.height; ++top)
            for (int left = 0; left + wide <= shape.width; ++left) {
                const auto valueA = [&](int y, int x) { return at(a, top + y, left + x, channel); };
                const auto valueB = [&](int y, int x) { return at(b, top + y, left + x, channel); };
                const double muA = mean(valueA);
                const double muB = mean(valueB);
                const double varianceA = mean([&](int y, int x) { return std::pow(valueA(y, x) - muA, 2); });
                const double varianceB = mean([&](int y, int x) { return std::pow(valueB(y, x) - muB, 2); });
                const double covariance =
                    mean([&](int y, int x) { return (valueA(y, x) - muA) * (valueB(y, x) - muB); });
                total += (2 * muA * muB + 1e-4) * (2 * covariance + 9e-4)
                    / ((muA * muA + muB * muB + 1e-4) * (varianceA + varianceB + 9e-4));
                ++count;
            }
    return total / count;
}

std::vector<float> noise(Index size, std::uint64_t seed)
{
    const Rng rng(seed, Purpose::Preview);
    std::vector<float> values;
    for (Index i = 0; i < size; ++i)
        values.push_back(rng.uniform(static_cast<std::uint64_t>(i), 0, 0));
    return values;
}

} // namespace

class tst_Quality : public QObject
{
    Q_OBJECT

private slots:
    void meanSquaredErrorIsMeanOfSquares();
    void squaredErrorIsTheSameWithAnyThreads();
    void psnrOfOneHundredthIsTwenty();
    void ssimOfEqualImagesIsOne();
    void ssimOfConstantImagesIsTheLuminanceTerm();
    void ssimMatchesTheDefinition_data();
    void ssimMatchesTheDefinition();
    void ssimOfBatchIsThatOfEachImage();
    void ssimOfStripsIsThatOfTheWhole_data();
    void ssimOfStripsIsThatOfTheWhole();
};

void tst_Quality::meanSquaredErrorIsMeanOfSquares()
{
    const std::vector<float> a{0.0F, 0.5F, 1.0F, 2.0F};
    const std::vector<float> b{0.5F, 0.5F, 0.0F, 5.0F};
    QCOMPARE(meanSquaredError(a, b), (0.25 + 0 + 1 + 9) / 4);
}

void tst_Quality::squaredErrorIsTheSameWithAnyThreads()
{
    Batch a(200, 37);
    Batch b(200, 37);
    double expected = 0;
    for (Index row = 0; row < 200; ++row)
        for (Index column = 0; column < 37; ++column) {
            a.row(row)[column] = std::sin(float(row * 37 + column));
            b.row(row)[column] = std::cos(float(row + column));
            expected += std::pow(double(a.row(row)[column]) - double(b.row(row)[column]), 2);
        }
    ThreadPool one(1);
    ThreadPool three(3);
    QCOMPARE(squaredErrorSum(a, b, one), expected);
    QVERIFY(squaredErrorSum(a, b, one) == squaredErrorSum(a, b, three));
}

void tst_Quality::psnrOfOneHundredthIsTwenty()
{
    QCOMPARE(psnrFromMse(0.01), 20.0);
    QCOMPARE(psnrFromMse(1.0), 0.0);
    QCOMPARE(psnrFromMse(0.0), std::numeric_limits<double>::infinity());
}

void tst_Quality::ssimOfEqualImagesIsOne()
{
    const Shape shape{1, 28, 28};
    const std::vector<float> image = noise(shape.size(), 1);
    QCOMPARE(ssim(shape, image, image), 1.0);
}

void tst_Quality::ssimOfConstantImagesIsTheLuminanceTerm()
{
    const Shape shape{1, 12, 15};
    const std::vector<float> grey(static_cast<std::size_t>(shape.size()), 0.5F);
    const std::vector<float> white(static_cast<std::size_t>(shape.size()), 1.0F);
    QVERIFY(std::abs(ssim(shape, grey, white) - (2 * 0.5 + 1e-4) / (1.25 + 1e-4)) < 1e-9);
}

void tst_Quality::ssimMatchesTheDefinition_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("channels");
    QTest::newRow("Fashion-MNIST") << 28 << 28 << 1;
    QTest::newRow("colour, not square") << 13 << 17 << 3;
    QTest::newRow("just one window") << 11 << 11 << 1;
    QTest::newRow("smaller than the window") << 8 << 5 << 2;
    QTest::newRow("one row") << 1 << 30 << 1;
}

void tst_Quality::ssimMatchesTheDefinition()
{
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, channels);
    const Shape shape{channels, height, width};
    const std::vector<float> a = noise(shape.size(), 2);
    std::vector<float> b = noise(shape.size(), 3);
    for (std::size_t i = 0; i < b.size(); ++i)
        b[i] = 0.7F * a[i] + 0.3F * b[i];
    const double expected = naiveSsim(shape, a, b);
    QVERIFY(expected > 0.05 && expected < 0.99);
    const double found = ssim(shape, a, b);
    QVERIFY2(std::abs(found - expected) < 1e-9, qPrintable(QString("%1, not %2").arg(found).arg(expected)));
}

void tst_Quality::ssimOfBatchIsThatOfEachImage()
{
    const Shape shape{2, 14, 12};
    constexpr Index kCount = 21;
    Batch a(shape.size(), kCount);
    Batch b(shape.size(), kCount);
    std::vector<double> expected;
    for (Index i = 0; i < kCount; ++i) {
        const std::vector<float> imageA = noise(shape.size(), 10 + static_cast<std::uint64_t>(i));
        const std::vector<float> imageB = noise(shape.size(), 50 + static_cast<std::uint64_t>(i));
        for (Index feature = 0; feature < shape.size(); ++feature) {
            a.row(feature)[i] = imageA[static_cast<std::size_t>(feature)];
            b.row(feature)[i] = imageB[static_cast<std::size_t>(feature)];
        }
        expected.push_back(ssim(shape, imageA, imageB));
    }
    for (const int threads : {1, 2, 4}) {
        ThreadPool pool(threads);
        QVERIFY(ssim(shape, a, b, pool) == expected);
    }
}

void tst_Quality::ssimOfStripsIsThatOfTheWhole_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("channels");
    for (const int height : {1, 9, 11, 12, 26, 27, 28, 150, 173})
        for (const int channels : {1, 3})
            QTest::addRow("%d rows, %d channels", height, channels) << height << channels;
}

void tst_Quality::ssimOfStripsIsThatOfTheWhole()
{
    QFETCH(int, height);
    QFETCH(int, channels);
    const Shape shape{channels, height, 19};
    const std::vector<float> a = noise(shape.size(), 2);
    const std::vector<float> b = noise(shape.size(), 3);
    ThreadPool pool(2);
    QVERIFY(std::abs(ssim(shape, a, b, pool) - ssim(shape, a, b)) < 1e-12);
}

ISTHMUS_GUILESS_TEST(tst_Quality)
#include "tst_Quality.moc"
