// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/base/Shape.h"
#include "core/base/ThreadPool.h"

#include <span>
#include <vector>

namespace isthmus {

/// How near pictures are to the clean ones, on the scale that they are drawn in.
struct Likeness
{
    double mse = 0; ///< mean squared error per value
    double ssim = 0; ///< structural similarity, mean over pictures

    [[nodiscard]] double psnr() const; ///< dB, for a peak of 1
};

/// A filter of one size.
struct SizedLikeness
{
    double size = 0; ///< side of the median's square, or the Gaussian's sigma, in pixels
    Likeness likeness;
};

/// A picture as it was and as it has become by the model and by each size of the classical filters.
struct DenoiseFigures
{
    Likeness noisy;
    Likeness denoised;
    std::vector<SizedLikeness> medians; ///< by size
    std::vector<SizedLikeness> gaussians;

    /// The size with the least squared error.
    [[nodiscard]] const SizedLikeness& bestMedian() const;
    [[nodiscard]] const SizedLikeness& bestGaussian() const;
};

/// Compares one picture, (y, x, channel). The filters get the noisy one in each of their sizes.
/// @throws Cancelled
DenoiseFigures denoiseFigures(Shape shape, std::span<const float> clean, std::span<const float> noisy,
    std::span<const float> denoised, ThreadPool& pool, const Progress& progress = {});

/// Figures of several pictures as one: errors over all values, similarities over all pictures. So a filter has one size
/// for all of them.
class DenoiseTotals
{
public:
    void add(const DenoiseFigures& figures, Index values);
    [[nodiscard]] Index pictures() const { return m_pictures; }
    /// Of at least one picture.
    [[nodiscard]] DenoiseFigures mean() const;

private:
    DenoiseFigures m_sum; ///< errors times values
    Index m_values = 0;
    Index m_pictures = 0;
};

} // namespace isthmus
