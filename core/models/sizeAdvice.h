// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/models/ModelSpec.h"

#include <string>

namespace isthmus {

/// What to do where the decoder of a model does not come back to the size of its images because they are so small that
/// halving them leaves a single pixel along a side, which the decoder takes for a vector: "; 3 x 3 is too small for two halvings:
/// choose a larger size, from 5 x 5 on".
/// @param data  shape of one image, which the layers of each part take one by one
/// @return      empty where that is not the reason, or no size up to four times as large would do
std::string sizeAdvice(const ModelSpec& spec, Shape data);

} // namespace isthmus
