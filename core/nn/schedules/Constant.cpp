// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/schedules/schedules.h"

namespace isthmus {

ScheduleType constantSchedule()
{
    return {"constant", "Constant", "the rate as it is", {}, false,
        [](const ScheduleSpec&, const ScheduleState&, double) { return 1.0; }, nullptr};
}

} // namespace isthmus
