// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/models/ModelSpec.h"

namespace isthmus {

/// The model with a decoder that goes the encoder's way back: for each of its layers, last first, the one that restores
/// the size before it, and the same activations but for those before the encoder's first weights. The activation of the
/// old decoder's output stays where the loss can use it; a loss from logits takes none.
/// @param data  shape of one image
/// @throws Error if the encoder does not fit together, or has a layer that no other one undoes
ModelSpec withMirroredDecoder(const ModelSpec& spec, Shape data);

} // namespace isthmus
