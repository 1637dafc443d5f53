// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/ConvolutionGeometry.h"

namespace isthmus {

Parameter ConvolutionGeometry::weights(Index offset) const
{
    Parameter tensor;
    tensor.name = "weight";
    tensor.shape = {small.channels, largeChannels(), vertical.kernel, horizontal.kernel};
    tensor.offset = offset;
    tensor.extents = {groups, smallChannels(), largeChannels(), vertical.kernel, horizontal.kernel};
    tensor.strides = {groupWeights(), 1, smallChannels(), weight(1, 0), weight(0, 1)};
    return tensor;
}

} // namespace isthmus
