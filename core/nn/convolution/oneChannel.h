// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/convolve.h"

namespace isthmus {

// Forms of their own for a single channel, where a product per pixel would have one row. There the taps are the rows:
// one product per pixel of the image with many channels gives what it contributes under every tap.

/// Does smallFromLarge() have such a form here? (With a stride most taps of a pixel meet nothing.)
[[nodiscard]] bool convolvesToOneChannel(const ConvolutionGeometry& geometry);
void convolveToOneChannel(
    const Convolving& convolving, const Batch& large, Batch& small, ThreadPool& pool, BlockDone done);

/// Does largeFromSmall()?
[[nodiscard]] bool spreadsToOneChannel(const ConvolutionGeometry& geometry);
void spreadToOneChannel(
    const Convolving& convolving, const Batch& small, Batch& large, ThreadPool& pool, BlockDone done);

/// weightGradient() where one of the two images has one channel: inner products of rows of samples.
void oneChannelWeightGradient(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small,
    Batch& scratch, float* gradient, ThreadPool& pool);

} // namespace isthmus
