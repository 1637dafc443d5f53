// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/Shape.h"
#include "core/base/ThreadPool.h"

#include <span>
#include <vector>

namespace isthmus {

/// Mean squared difference per value. What is NaN in b is missing and left out; NaN if all is.
double meanSquaredError(std::span<const float> a, std::span<const float> b);

/// Sum of the squared differences of all values of two batches of the same size, in a fixed order of sums. What is NaN
/// in b is missing and left out.
double squaredErrorSum(const Batch& a, const Batch& b, ThreadPool& pool);

/// The number of values that are not NaN.
Index presentCount(const Batch& batch);

/// -10 log10(mse) in dB for a peak of 1; infinity for 0.
double psnrFromMse(double mse);

/// Structural similarity of two images of range 1: Gaussian window of 11 x 11 with sigma 1.5, K1 = 0.01, K2 = 0.03,
/// mean over the positions where the window lies inside (over the whole image with a window as large as fits, if
/// smaller), and over channels. Source: Wang et al. 2004, "Image quality assessment: from error visibility to
/// structural similarity", section III-B
double ssim(Shape shape, std::span<const float> a, std::span<const float> b);

/// The same of two large pictures, strip by strip on the pool, in little more memory than they take.
double ssim(Shape shape, std::span<const float> a, std::span<const float> b, ThreadPool& pool);

/// The structural similarity of each sample in two batches.
/// @param a  shape.size() x samples
/// @param b  the same size
/// @return   one value per sample
std::vector<double> ssim(Shape shape, const Batch& a, const Batch& b, ThreadPool& pool);

} // namespace isthmus
