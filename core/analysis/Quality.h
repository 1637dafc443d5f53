// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <span>

namespace isthmus {

/// Mean squared difference per value.
double meanSquaredError(std::span<const float> a, std::span<const float> b);

/// -10 log10(mse) in dB for a peak of 1; infinity for 0.
double psnrFromMse(double mse);

/// Structural similarity of two images of range 1: Gaussian window of 11 x 11 with sigma 1.5, K1 = 0.01, K2 = 0.03, mean over
/// the positions where the window lies inside (over the whole image with a window as large as fits, if smaller), and over channels.
/// Source: Wang et al. 2004, "Image quality assessment: from error visibility to structural similarity", section III-B
double ssim(Shape shape, std::span<const float> a, std::span<const float> b);

}
