// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/base/ThreadPool.h"

#include <span>
#include <vector>

namespace isthmus {

/// The filters below are what a denoising model is held against. Each channel is filtered by itself; beyond the edge
/// the pixels at the edge are repeated.

/// The median of the square around each pixel.
/// @param side  pixels, odd
std::vector<float> medianFilter(Shape shape, std::span<const float> picture, int side, ThreadPool& pool);

/// A convolution with a Gaussian that is cut at 3 sigma.
/// @param sigma  pixels, above 0
std::vector<float> gaussianFilter(Shape shape, std::span<const float> picture, double sigma, ThreadPool& pool);

} // namespace isthmus
