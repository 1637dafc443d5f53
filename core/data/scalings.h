// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/NumberType.h"

namespace isthmus {

/// How stored values become the engine's.
/// Auto: integers are divided by their type's maximum; floats within 0..1 stay as they are; other floats are brought
/// from the training part's range to 0..1. Bytes: divided by 255. Range: from the training part's range to 0..1
/// whatever the type. None: as they are. A constant value outside 0..1 becomes 0.
/// @param training  range of the training part
Scaling scalingFor(ReadOptions::Scale rule, NumberType type, const NumberRange& training);

} // namespace isthmus
