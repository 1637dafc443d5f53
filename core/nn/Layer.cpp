// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Layer.h"

namespace isthmus {

Index Layer::parameterCount() const
{
    Index count = 0;
    for (const Parameter& parameter : parameters())
        count += parameter.size();
    return count;
}

} // namespace isthmus
