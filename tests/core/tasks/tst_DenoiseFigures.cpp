// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Quality.h"
#include "core/base/Rng.h"
#include "core/tasks/denoise/DenoiseFigures.h"
#include "tests/TestProgram.h"

#include <cmath>

using namespace isthmus;

namespace {

constexpr Shape kShape{1, 24, 20};

std::vector<float> slope()
{
    std::vector<float> values;
    for (Index i = 0; i < kShape.size(); ++i)
        values.push_back(0.2F + 0.6F * static_cast<float>(i) / static_cast<float>(kShape.size()));
    return values;
}

/// A share of the pixels becomes black or white.
std::vector<float> salted(std::vector<float> values, float share)
{
    const Rng rng(2, Purpose::Preview);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const float u = rng.uniform(i, 0, 0); u < share)
            values[i] = u < share / 2 ? 0.0F : 1.0F;
    return values;
}

} // namespace

class TestDenoiseFigures : public QObject
{
    Q_OBJECT
private slots:
    void figuresAreThoseOfQuality();
    void bestSizeHasTheLeastError();
    void totalsAreOverAllValues();
    void cancelIsHeard();
};

void TestDenoiseFigures::figuresAreThoseOfQuality()
{
    const std::vector<float> clean = slope();
    const std::vector<float> noisy = salted(clean, 0.2F);
    const std::vector<float> better = salted(clean, 0.02F);
    ThreadPool pool;
    const DenoiseFigures figures = denoiseFigures(kShape, clean, noisy, better, pool);
    QCOMPARE(figures.noisy.mse, meanSquaredError(noisy, clean));
    QVERIFY(std::abs(figures.noisy.ssim - ssim(kShape, noisy, clean)) < 1e-12);
    QCOMPARE(figures.denoised.psnr(), psnrFromMse(meanSquaredError(better, clean)));
}

void TestDenoiseFigures::bestSizeHasTheLeastError()
{
    const std::vector<float> clean = slope();
    ThreadPool pool;
    const DenoiseFigures figures = denoiseFigures(kShape, clean, salted(clean, 0.2F), clean, pool);
    for (const SizedLikeness& each : figures.medians)
        QVERIFY(each.likeness.mse >= figures.bestMedian().likeness.mse);
    for (const SizedLikeness& each : figures.gaussians)
        QVERIFY(each.likeness.mse >= figures.bestGaussian().likeness.mse);
    QVERIFY(figures.bestMedian().likeness.psnr() > figures.bestGaussian().likeness.psnr() + 3); // single pixels
    QVERIFY(std::isinf(figures.denoised.psnr()));
}

/// A picture of twice as many values counts twice in errors and once in similarities.
void TestDenoiseFigures::totalsAreOverAllValues()
{
    DenoiseTotals totals;
    totals.add({{0.1, 0.5}, {0.01, 0.9}, {{3, {0.2, 0.4}}, {5, {0.1, 0.5}}}, {{1, {0.3, 0.3}}}}, 100);
    totals.add({{0.4, 0.7}, {0.04, 0.7}, {{3, {0.02, 0.8}}, {5, {0.1, 0.5}}}, {{1, {0.3, 0.3}}}}, 200);
    const DenoiseFigures mean = totals.mean();
    QCOMPARE(totals.pictures(), Index(2));
    QCOMPARE(mean.noisy.mse, 0.3);
    QCOMPARE(mean.noisy.ssim, 0.6);
    QCOMPARE(mean.denoised.mse, 0.03);
    QCOMPARE(mean.bestMedian().size, 3.0); // 0.08 against 0.1
}

void TestDenoiseFigures::cancelIsHeard()
{
    ThreadPool pool;
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, (void)denoiseFigures(kShape, slope(), slope(), slope(), pool, [](double) { return false; }));
}

ISTHMUS_APPLESS_TEST(TestDenoiseFigures)
#include "tst_DenoiseFigures.moc"
