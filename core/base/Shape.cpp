// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Shape.h"

namespace isthmus {

std::string Shape::text() const
{
    if (isVector())
        return std::to_string(size());
    return std::to_string(height) + " x " + std::to_string(width) + " x " + std::to_string(channels);
}

} // namespace isthmus
