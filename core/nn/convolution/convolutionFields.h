// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Longest side of an image that a layer may make, in pixels.
inline constexpr Index kLongestSide = 1 << 20;

/// What the layers with a sliding kernel have in common.
struct ConvolutionFields
{
    int channels = 0;
    int kernel = 0;
    int stride = 0;
    int padding = 0;
};

LayerField channelsField(); ///< "data": as the data
LayerField kernelField(int initial);
LayerField strideField(int initial);
LayerField paddingField(int initial);

/// Values of the fields above for a layer that stands in this place.
/// @throws Error if one is out of range, or the input is no image
ConvolutionFields convolutionFields(const LayerType& type, const LayerSpec& spec, const LayerContext& context);

} // namespace isthmus
