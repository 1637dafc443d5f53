// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/schedules/schedules.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr ScheduleField kEvery{.name = "every",
    .label = "Every",
    .help = "epochs between two reductions",
    .minimum = 1,
    .maximum = 1e6,
    .integer = true,
    .value = &ScheduleSpec::every};

double factorOfStep(const ScheduleSpec& spec, const ScheduleState&, double epoch)
{
    return std::pow(spec.factor, std::floor(epoch / spec.every));
}

} // namespace

ScheduleType stepSchedule()
{
    return {
        "step", "Step", "reduces the rate every so many epochs", {kEvery, kFactorField}, false, factorOfStep, nullptr};
}

} // namespace isthmus
