// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Parameter.h"

#include <vector>

namespace isthmus {

/// How a large image and a small one meet under a square kernel: pixel (y, x) of the small one meets the pixels
/// (y * stride - padding + ky, x * stride - padding + kx) of the large one. A convolution leads from large to small, a
/// transposed convolution from small to large. Each is the adjoint of the other, and both have the same gradient of
/// weights, so that everything is written once for this pair.
/// Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning" (arXiv 1603.07285), section 4
struct ConvolutionGeometry
{
    Shape large;
    Shape small;
    int kernel = 3;
    int stride = 1;
    int padding = 0;

    [[nodiscard]] Index taps() const { return Index(kernel) * kernel; }
    [[nodiscard]] Index weightCount() const { return taps() * large.channels * small.channels; }

    /// Offset of a tap's weights: [ky][kx][channel of large][channel of small], the last one contiguous.
    [[nodiscard]] Index weight(int ky, int kx) const
    {
        return (Index(ky) * kernel + kx) * large.channels * small.channels;
    }

    /// First feature of a pixel.
    [[nodiscard]] static Index feature(Shape image, int y, int x)
    {
        return (Index(y) * image.width + x) * image.channels;
    }

    /// Pixel of the small image that meets pixel `large` of the large one (along one axis) under tap k; -1 if none.
    [[nodiscard]] int smallUnder(int largeAt, int k, int smallExtent) const
    {
        const int distance = largeAt + padding - k;
        if (distance < 0 || distance % stride != 0)
            return -1;
        return distance / stride < smallExtent ? distance / stride : -1;
    }

    /// The weights as the outside sees them: [small, large, kh, kw], which is PyTorch's [out, in, kh, kw] of a Conv2d
    /// and its [in, out, kh, kw] of a ConvTranspose2d.
    [[nodiscard]] Parameter weights(Index offset) const;

    /// FLOP of one sample in either direction; taps that meet padding count as if they met a pixel.
    [[nodiscard]] double flop() const { return 2.0 * static_cast<double>(weightCount()) * small.height * small.width; }
};

} // namespace isthmus
