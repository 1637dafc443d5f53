// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Parameter.h"

#include <algorithm>
#include <vector>

namespace isthmus {

/// Consecutive taps of a kernel along an axis, [begin, end).
struct TapRange
{
    int begin;
    int end;
};

/// How the kernel lies along one axis: tap k of place `small` is over pixel small * stride - padding + k * dilation.
struct KernelAxis
{
    int kernel = 3; ///< taps
    int stride = 1;
    int padding = 0; ///< pixels before the first one
    int dilation = 1; ///< pixels from one tap to the next

    /// Pixels from the first tap to the last one, both counted.
    [[nodiscard]] int reach() const { return (kernel - 1) * dilation + 1; }

    /// Pixel of the large image under a tap, which may lie outside.
    [[nodiscard]] int largeUnder(int smallAt, int k) const { return smallAt * stride - padding + k * dilation; }

    /// Taps that are over pixels of the large image.
    [[nodiscard]] TapRange tapsAt(int smallAt, int largeExtent) const
    {
        const int first = largeUnder(smallAt, 0);
        const auto tapsTo = [&](int pixels) {
            return pixels <= 0 ? 0 : dilation == 1 ? pixels : (pixels + dilation - 1) / dilation;
        };
        return {tapsTo(-first), std::min(kernel, tapsTo(largeExtent - first))};
    }

    /// Pixel of the small image that meets pixel `largeAt` of the large one under tap k; -1 if none.
    [[nodiscard]] int smallUnder(int largeAt, int k, int smallExtent) const
    {
        const int distance = largeAt + padding - k * dilation;
        if (distance < 0 || distance % stride != 0)
            return -1;
        return distance / stride < smallExtent ? distance / stride : -1;
    }
};

/// How a large image and a small one meet under a kernel: pixel (y, x) of the small one meets the pixels that
/// KernelAxis::largeUnder() gives for y and for x. A convolution leads from large to small, a transposed convolution
/// from small to large. Each is the adjoint of the other, and both have the same gradient of weights, so that
/// everything is written once for this pair. The channels of both may be cut into groups of neighbours, each of which
/// meets the one in its place alone; as many groups as channels make it depthwise.
/// Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning" (arXiv 1603.07285), section 4
struct ConvolutionGeometry
{
    Shape large;
    Shape small;
    KernelAxis vertical;
    KernelAxis horizontal;
    int groups = 1; ///< divides the channels of both images

    [[nodiscard]] Index largeChannels() const { return large.channels / groups; } ///< of a group
    [[nodiscard]] Index smallChannels() const { return small.channels / groups; }

    [[nodiscard]] Index taps() const { return Index(vertical.kernel) * horizontal.kernel; }
    [[nodiscard]] Index groupWeights() const { return taps() * largeChannels() * smallChannels(); }
    [[nodiscard]] Index weightCount() const { return groups * groupWeights(); }

    /// Offset of a tap's weights within those of its group: [ky][kx][channel of large][channel of small], the last one
    /// contiguous.
    [[nodiscard]] Index weight(int ky, int kx) const
    {
        return (Index(ky) * horizontal.kernel + kx) * largeChannels() * smallChannels();
    }

    /// First feature of a pixel.
    [[nodiscard]] static Index feature(Shape image, int y, int x)
    {
        return (Index(y) * image.width + x) * image.channels;
    }

    /// The weights as the outside sees them: [small, large of a group, kh, kw], which is PyTorch's [out, in, kh, kw] of
    /// a Conv2d and its [in, out, kh, kw] of a ConvTranspose2d.
    [[nodiscard]] Parameter weights(Index offset) const;

    /// FLOP of one sample in either direction; taps that meet padding count as if they met a pixel.
    [[nodiscard]] double flop() const { return 2.0 * static_cast<double>(weightCount()) * small.height * small.width; }
};

} // namespace isthmus
