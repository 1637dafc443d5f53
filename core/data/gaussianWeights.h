// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <span>

namespace isthmus {

/// Pixels on each side of the middle that a Gaussian reaches which is cut at 3 sigma.
/// @param sigma  pixels, above 0
Index gaussianRadius(double sigma);

/// Fills one side of a Gaussian, its middle first. The whole, both sides, sums to 1.
/// @param half  gaussianRadius(sigma) + 1 weights
void fillGaussian(double sigma, std::span<float> half);

} // namespace isthmus
