// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/denoise/DenoiseFigures.h"

#include "core/analysis/Quality.h"
#include "core/analysis/filters.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace isthmus {

namespace {

constexpr std::array<int, 4> kMedianSides{3, 5, 7, 9};
constexpr std::array<double, 8> kGaussianSigmas{0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3};

const SizedLikeness& nearest(const std::vector<SizedLikeness>& sizes)
{
    assert(!sizes.empty());
    return *std::min_element(sizes.begin(), sizes.end(),
        [](const SizedLikeness& a, const SizedLikeness& b) { return a.likeness.mse < b.likeness.mse; });
}

/// Calls use(likeness of the sum, likeness of the other one) for each of the figures.
template <typename Use>
void forEachLikeness(DenoiseFigures& sum, const DenoiseFigures& other, const Use& use)
{
    use(sum.noisy, other.noisy);
    use(sum.denoised, other.denoised);
    for (const auto sizes : {&DenoiseFigures::medians, &DenoiseFigures::gaussians})
        for (std::size_t i = 0; i < (other.*sizes).size(); ++i) {
            if ((sum.*sizes).size() == i)
                (sum.*sizes).push_back({(other.*sizes)[i].size, {}});
            use((sum.*sizes)[i].likeness, (other.*sizes)[i].likeness);
        }
}

} // namespace

double Likeness::psnr() const
{
    return psnrFromMse(mse);
}

const SizedLikeness& DenoiseFigures::bestMedian() const
{
    return nearest(medians);
}

const SizedLikeness& DenoiseFigures::bestGaussian() const
{
    return nearest(gaussians);
}

DenoiseFigures denoiseFigures(Shape shape, std::span<const float> clean, std::span<const float> noisy,
    std::span<const float> denoised, ThreadPool& pool, const Progress& progress)
{
    const auto likeness = [&](std::span<const float> picture) {
        return Likeness{meanSquaredError(picture, clean), ssim(shape, picture, clean, pool)};
    };
    double done = 0;
    const auto tell = [&] { report(progress, done++ / double(kMedianSides.size() + kGaussianSigmas.size())); };
    DenoiseFigures figures{likeness(noisy), likeness(denoised), {}, {}};
    for (const int side : kMedianSides) {
        tell();
        figures.medians.push_back({double(side), likeness(medianFilter(shape, noisy, side, pool))});
    }
    for (const double sigma : kGaussianSigmas) {
        tell();
        figures.gaussians.push_back({sigma, likeness(gaussianFilter(shape, noisy, sigma, pool))});
    }
    return figures;
}

void DenoiseTotals::add(const DenoiseFigures& figures, Index values)
{
    forEachLikeness(m_sum, figures, [&](Likeness& sum, const Likeness& other) {
        sum.mse += double(values) * other.mse;
        sum.ssim += other.ssim;
    });
    m_values += values;
    ++m_pictures;
}

DenoiseFigures DenoiseTotals::mean() const
{
    assert(m_pictures > 0);
    DenoiseFigures mean;
    forEachLikeness(mean, m_sum, [&](Likeness& figure, const Likeness& sum) {
        figure = {sum.mse / double(m_values), sum.ssim / double(m_pictures)};
    });
    return mean;
}

} // namespace isthmus
