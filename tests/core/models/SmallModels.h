// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/models/ModelSpec.h"

namespace isthmus::test {

inline constexpr Shape kSmallImage{1, 3, 4};

inline LayerSpec dense(double units)
{
    return {"dense", {{"units", units}}};
}

} // namespace isthmus::test
