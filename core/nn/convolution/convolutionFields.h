// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/ConvolutionGeometry.h"
#include "core/nn/layers.h"

#include <string>
#include <vector>

namespace isthmus {

/// Longest side of an image that a layer may make, in pixels.
inline constexpr Index kLongestSide = 1 << 20;

/// What the layers with a sliding kernel have in common.
struct ConvolutionFields
{
    int channels = 0;
    KernelAxis vertical;
    KernelAxis horizontal;
    int groups = 1;
};

/// The fields of such a layer. Those of other kernels than square ones, of gaps between taps and of groups are rare.
std::vector<LayerField> slidingFields(int kernel, int stride, int padding);

/// Values of the fields above for a layer that stands in this place.
/// @throws Error if one is out of range, the groups do not divide the channels, or the input is no image
ConvolutionFields convolutionFields(const LayerType& type, const LayerSpec& spec, const LayerContext& context);

/// "3 x 3": height and width.
std::string sidesText(int height, int width);

} // namespace isthmus
