// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/models/ModelSpec.h"

#include <optional>

namespace isthmus {

/// The model for data of another shape. Where it does not fit as it is, sizes of its decoder that are given as numbers,
/// and are those of the old data or of the encoder's last image there, become the words "data" and "encoder", which
/// follow any data. They do so from the output on, and no more of them than it takes. Nothing else changes.
/// @param from  shape of one image of the data that the model was made for
/// @param to    shape of one image of the other data
/// @return      the model itself where it fits; nothing where it does not fit so either
std::optional<ModelSpec> followingData(const ModelSpec& spec, Shape from, Shape to);

} // namespace isthmus
