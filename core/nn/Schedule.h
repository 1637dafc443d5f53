// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace isthmus {

/// How the learning rate changes over a run, as a plain value. A schedule reads the fields that its type names.
struct ScheduleSpec
{
    std::string kind = "constant"; ///< a name from scheduleTypes()
    double warmup =
        0; ///< epochs over which the rate first grows linearly from nearly 0; the schedule begins after them
    int horizon = 0; ///< epochs in all, for a schedule that spans the run; 0: the run's total when it begins
    double every = 10; ///< epochs
    double factor = 0.1;
    double minimum = 0; ///< share of the rate
    double patience = 3; ///< epochs
    [[nodiscard]] bool operator==(const ScheduleSpec&) const = default;
};

/// What a schedule that watches the validation loss remembers.
struct ScheduleState
{
    double factor = 1;
    float best = std::numeric_limits<float>::infinity(); ///< lowest loss
    int badEpochs = 0; ///< epochs since the lowest loss, or since the last reduction
    [[nodiscard]] bool operator==(const ScheduleState&) const = default;
};

/// A number that a schedule takes.
struct ScheduleField
{
    const char* name; ///< "factor"
    const char* label; ///< "Factor"
    const char* help; ///< meaning and unit, one line
    double minimum;
    double maximum;
    bool integer;
    double ScheduleSpec::*value;
};

/// One schedule. Each has its own file in schedules/ and one line in the table of scheduleTypes().
struct ScheduleType
{
    const char* name; ///< "cosine"
    const char* label; ///< "Cosine"
    const char* help; ///< one line
    std::vector<ScheduleField> fields;
    bool spansRun; ///< reads the horizon

    /// Share of the learning rate that is in force.
    /// @param epoch  epochs done since the end of the warm-up, with fraction, at the step's beginning
    double (*factor)(const ScheduleSpec& spec, const ScheduleState& state, double epoch);

    /// Learns of the validation loss at an epoch's end. Null for a schedule that is a function of the step alone.
    void (*watch)(const ScheduleSpec& spec, ScheduleState& state, float loss);
};

/// constant, step, cosine, plateau.
const std::vector<ScheduleType>& scheduleTypes();
/// @throws Error for a name that is not in the table
const ScheduleType& scheduleType(const std::string& name);

/// All fields that some schedule takes, each once.
std::vector<ScheduleField> scheduleFields();

/// @throws Error for an unknown kind, or a number outside its range: which, expected, found
void checkSchedule(const ScheduleSpec& spec);

/// Share of the learning rate that is in force in a step.
/// @param type  type of the spec
/// @param step  steps done before it
/// Source of the warm-up: Goyal et al. 2017 (arXiv 1706.02677), section 2.2
double scheduleFactor(const ScheduleType& type, const ScheduleSpec& spec, const ScheduleState& state,
    std::int64_t step, std::int64_t stepsPerEpoch);

} // namespace isthmus
