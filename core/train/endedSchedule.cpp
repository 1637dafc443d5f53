// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/endedSchedule.h"

#include "core/base/Error.h"

namespace isthmus {

std::optional<double> endOfRate(const TrainSpec& training)
{
    const ScheduleType& type = scheduleType(training.schedule.kind);
    ScheduleSpec spec = training.schedule;
    if (spec.horizon == 0)
        spec.horizon = training.epochs;
    if (!type.spansRun || spec.warmup >= spec.horizon || type.factor(spec, {}, spec.horizon - spec.warmup) > 0)
        return std::nullopt;
    return spec.horizon;
}

std::string endedScheduleWords(const TrainSpec& training, double epochs)
{
    const std::optional<double> end = endOfRate(training);
    if (!end || epochs <= *end)
        return {};
    return "The " + training.schedule.kind + " schedule ends with epoch " + shortNumber(*end)
        + ": from there on the learning rate is 0 and training changes nothing.";
}

} // namespace isthmus
