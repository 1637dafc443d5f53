// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/ConvolutionGeometry.h"

namespace isthmus {

Parameter ConvolutionGeometry::weights(Index offset) const
{
    Parameter tensor;
    tensor.name = "weight";
    tensor.shape = {small.channels, large.channels, kernel, kernel};
    tensor.offset = offset;
    tensor.extents = tensor.shape;
    tensor.strides = {1, small.channels, weight(1, 0), weight(0, 1)};
    return tensor;
}

} // namespace isthmus
