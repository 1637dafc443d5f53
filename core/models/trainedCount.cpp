// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/trainedCount.h"

namespace isthmus {

Index trainedCount(const std::vector<Parameter>& parameters)
{
    Index count = 0;
    for (const Parameter& parameter : parameters)
        count += parameter.isBuffer ? 0 : parameter.size();
    return count;
}

} // namespace isthmus
