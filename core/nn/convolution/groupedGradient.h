// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/convolve.h"

namespace isthmus {

/// weightGradient() of a convolution with groups: inner products of the rows of a group, over samples, for each tap. A
/// group has few channels as a rule, too few rows for a product.
void groupedWeightGradient(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small, Batch& scratch,
    float* gradient, ThreadPool& pool);

} // namespace isthmus
