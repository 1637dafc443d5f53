// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"

namespace isthmus {

CorruptionType noCorruption()
{
    return {
        "none", "None", "none", "", 0.0, 0.0, 0.0, false, "the input as it is", [](double, const CorruptionBlock&) {}};
}

} // namespace isthmus
