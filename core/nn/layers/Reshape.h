// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Reads a list of features as an image of the shape of the data. A dense layer before it stores its rows in
/// channel-height-width order, as if PyTorch had unflattened.
extern const LayerType kReshapeType;

} // namespace isthmus
