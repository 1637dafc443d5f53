// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Reads an image as a plain list of features. The order of features stays (y, x, channel); a dense layer behind it
/// stores its columns in channel-height-width order, as if PyTorch had flattened.
extern const LayerType kFlattenType;

} // namespace isthmus
