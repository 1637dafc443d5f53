// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Schedule.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/nn/schedules/schedules.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

void checkField(const ScheduleField& field, double value)
{
    const bool inRange = value >= field.minimum && value <= field.maximum; // false for NaN
    if (!inRange || (field.integer && value != std::floor(value))) {
        throw Error(std::string("schedule ") + field.name + ": expected "
            + (field.integer ? "a whole number" : "a number") + " from " + shortNumber(field.minimum) + " to "
            + shortNumber(field.maximum) + ", found " + shortNumber(value));
    }
}

/// A product that is off a whole number by its rounding alone is that number, so that epochs behind it end where
/// they should.
double warmupStepsOf(const ScheduleSpec& spec, double perEpoch)
{
    const double steps = spec.warmup * perEpoch;
    const double whole = std::round(steps);
    return std::abs(steps - whole) < 1e-9 * std::max(1.0, whole) ? whole : steps;
}

} // namespace

const std::vector<ScheduleType>& scheduleTypes()
{
    static const std::vector<ScheduleType> types{
        constantSchedule(), stepSchedule(), cosineSchedule(), plateauSchedule()};
    return types;
}

const ScheduleType& scheduleType(const std::string& name)
{
    return byName(scheduleTypes(), name, "schedule");
}

std::vector<ScheduleField> scheduleFields()
{
    std::vector<ScheduleField> all;
    for (const ScheduleType& type : scheduleTypes()) {
        for (const ScheduleField& field : type.fields) {
            if (std::none_of(all.begin(), all.end(), [&](const auto& known) { return known.value == field.value; }))
                all.push_back(field);
        }
    }
    return all;
}

void checkSchedule(const ScheduleSpec& spec)
{
    const ScheduleType& type = scheduleType(spec.kind);
    for (const ScheduleField& field : type.fields)
        checkField(field, spec.*field.value);
    if (!(spec.warmup >= 0) || !std::isfinite(spec.warmup))
        throw Error("warm-up: expected at least 0 epochs, found " + shortNumber(spec.warmup));
    if (type.spansRun && spec.warmup >= spec.horizon) {
        throw Error("warm-up: expected fewer epochs than the schedule spans (" + std::to_string(spec.horizon)
            + "), found " + shortNumber(spec.warmup));
    }
}

double scheduleFactor(const ScheduleType& type, const ScheduleSpec& spec, const ScheduleState& state, std::int64_t step,
    std::int64_t stepsPerEpoch)
{
    const auto perEpoch = static_cast<double>(stepsPerEpoch);
    const double warmupSteps = warmupStepsOf(spec, perEpoch);
    const auto done = static_cast<double>(step);
    const double ramp = done < warmupSteps ? std::min((done + 1) / warmupSteps, 1.0) : 1;
    return ramp * type.factor(spec, state, std::max((done - warmupSteps) / perEpoch, 0.0));
}

} // namespace isthmus
