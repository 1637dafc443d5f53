// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace isthmus::faults {

/// The number of tries for a fault that strikes at random: `./dev faults` asks for 200 by ISTHMUS_FAULT_ROUNDS.
inline int rounds(int usually)
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("ISTHMUS_FAULT_ROUNDS", &isSet);
    return isSet ? std::max(asked, 1) : usually;
}

/// Is this the long version, which `./dev faults` runs?
inline bool isThorough()
{
    return qEnvironmentVariableIsSet("ISTHMUS_FAULT_ROUNDS");
}

} // namespace isthmus::faults
