// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Workbench.h"

namespace isthmus {

/// Calls join(run) for each run that is open, and for each that is opened later, while `context` lives. What join
/// connects to a run ends with it.
template <typename Join>
void followRuns(Workbench& bench, QObject* context, Join join)
{
    for (RunSession* run : bench.runs())
        join(*run);
    QObject::connect(&bench, &Workbench::added, context, join);
}

} // namespace isthmus
