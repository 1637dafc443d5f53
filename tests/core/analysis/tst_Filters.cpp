// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/filters.h"
#include "core/base/Rng.h"
#include "core/data/Corruption.h"
#include "tests/TestProgram.h"

#include <cmath>

using namespace isthmus;

namespace {

std::vector<float> somePicture(Shape shape)
{
    const Rng rng(3, Purpose::Preview);
    std::vector<float> values;
    for (Index i = 0; i < shape.size(); ++i)
        values.push_back(rng.uniform(static_cast<std::uint64_t>(i), 0, 0));
    return values;
}

} // namespace

class TestFilters : public QObject
{
    Q_OBJECT
private slots:
    void medianMatchesHandComputedNumbers();
    void medianTakesSinglePixelsAway();
    void gaussianIsTheBlurOfCorruptions();
    void channelsStayApart();
    void threadsDoNotMatter();
};

/// Beyond the edge the pixels at the edge are repeated.
void TestFilters::medianMatchesHandComputedNumbers()
{
    const std::vector<float> picture{1, 2, 3, //
        4, 5, 6, //
        7, 8, 9};
    ThreadPool pool;
    QCOMPARE(medianFilter({1, 3, 3}, picture, 3, pool),
        (std::vector<float>{2, 3, 3, //
            4, 5, 6, //
            7, 7, 8}));
    QCOMPARE(medianFilter({1, 3, 3}, picture, 1, pool), picture);
}

void TestFilters::medianTakesSinglePixelsAway()
{
    std::vector<float> picture(49, 0.5F);
    picture[24] = 1;
    picture[0] = 0;
    ThreadPool pool;
    QCOMPARE(medianFilter({1, 7, 7}, picture, 3, pool), std::vector<float>(49, 0.5F));
}

void TestFilters::gaussianIsTheBlurOfCorruptions()
{
    const Shape shape{3, 13, 9};
    const std::vector<float> picture = somePicture(shape);
    for (const double sigma : {0.5, 1.25, 3.0}) {
        Batch batch(shape.size(), 1);
        for (Index i = 0; i < batch.rows(); ++i)
            *batch.row(i) = picture[static_cast<std::size_t>(i)];
        ThreadPool pool;
        corrupt({"blur", sigma}, shape, 1, Purpose::Preview, 0, std::vector<Index>{0}, batch, pool);
        const std::vector<float> found = gaussianFilter(shape, picture, sigma, pool);
        for (Index i = 0; i < batch.rows(); ++i)
            QVERIFY(std::abs(*batch.row(i) - found[static_cast<std::size_t>(i)]) < 1e-6F);
    }
}

void TestFilters::channelsStayApart()
{
    const Shape colour{3, 8, 8};
    const std::vector<float> picture = somePicture(colour);
    ThreadPool pool;
    const std::vector<float> median = medianFilter(colour, picture, 5, pool);
    const std::vector<float> blurred = gaussianFilter(colour, picture, 1.5, pool);
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const auto planeOf = [channel](const std::vector<float>& values) {
            std::vector<float> plane;
            for (std::size_t i = channel; i < values.size(); i += 3)
                plane.push_back(values[i]);
            return plane;
        };
        const std::vector<float> plane = planeOf(picture);
        QCOMPARE(medianFilter({1, 8, 8}, plane, 5, pool), planeOf(median));
        QCOMPARE(gaussianFilter({1, 8, 8}, plane, 1.5, pool), planeOf(blurred));
    }
}

void TestFilters::threadsDoNotMatter()
{
    const Shape shape{1, 40, 30};
    const std::vector<float> picture = somePicture(shape);
    ThreadPool one;
    ThreadPool three(3);
    QCOMPARE(medianFilter(shape, picture, 3, one), medianFilter(shape, picture, 3, three));
    QCOMPARE(gaussianFilter(shape, picture, 2, one), gaussianFilter(shape, picture, 2, three));
}

ISTHMUS_APPLESS_TEST(TestFilters)
#include "tst_Filters.moc"
