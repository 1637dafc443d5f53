// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"
#include "core/nn/convolution/ConvolutionGeometry.h"

namespace isthmus {

/// What a product over the taps of a kernel reads and writes. Images are features x samples.
struct Convolving
{
    ConvolutionGeometry geometry;
    const float* weights = nullptr; ///< weightCount() floats
    const float* bias = nullptr; ///< one number for each channel of the result; null: 0
};

/// small(y, x) = bias + sum over taps of W(tap)^T large(y * stride - padding + ky, x * stride - padding + kx): a
/// convolution, or the input's gradient of a transposed one. For each pixel of the result one matrix product whose
/// depth is the pixels under the kernel, in place: nothing is copied.
void smallFromLarge(const Convolving& convolving, const Batch& large, Batch& small, ThreadPool& pool, BlockDone done);

/// The adjoint: large = bias + sum over taps of W(tap) small, where they meet.
void largeFromSmall(const Convolving& convolving, const Batch& small, Batch& large, ThreadPool& pool, BlockDone done);

/// Gradient of the weights, sum over samples and pixels of large (under the tap) times small.
/// @param scratch   room for the small image transposed, kept by the caller
/// @param gradient  weightCount() floats, overwritten
void weightGradient(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small, Batch& scratch,
    float* gradient, ThreadPool& pool);

/// Gradient of a bias: sum over samples and pixels of each channel.
/// @param gradient  one float a channel, overwritten
void biasGradient(Shape image, const Batch& values, float* gradient, ThreadPool& pool);

} // namespace isthmus
