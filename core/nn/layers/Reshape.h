// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// The image that a reshape makes.
/// @param featureMap  the encoder's last image, for extents that follow it; empty in an encoder
/// @throws Error for an extent that is out of range, or follows what is not there
Shape reshapeTarget(const LayerSpec& spec, Shape data, Shape featureMap);

} // namespace isthmus
