// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"

namespace isthmus {

/// The decoder of a model as a model of its own, which takes the same codes. What its layers take over from the encoder
/// is written out.
/// @param data  shape of one image
/// @throws Error if the model does not fit together, or a layer cannot say in numbers what it takes over
ModelSpec decoderAlone(const ModelSpec& spec, Shape data);

} // namespace isthmus
