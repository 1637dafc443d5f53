// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/schedules/schedules.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace isthmus {

namespace {

constexpr ScheduleField kMinimum{.name = "minimum",
    .label = "Minimum",
    .help = "share of the rate that is left at the end",
    .minimum = 0,
    .maximum = 1,
    .integer = false,
    .value = &ScheduleSpec::minimum};

double factorOfCosine(const ScheduleSpec& spec, const ScheduleState&, double epoch)
{
    const double done = std::min(epoch / (spec.horizon - spec.warmup), 1.0);
    return spec.minimum + (1 - spec.minimum) * (1 + std::cos(std::numbers::pi * done)) / 2;
}

} // namespace

ScheduleType cosineSchedule()
{
    return {"cosine", "Cosine", "lowers the rate along half a cosine over the whole run", {kMinimum}, true,
        factorOfCosine, nullptr};
}

} // namespace isthmus
