// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OptimizationOptions.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/nn/Optimizer.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

std::string optionOf(const ScheduleField& field)
{
    return std::string("schedule-") + field.name;
}

bool takes(const ScheduleType& type, const ScheduleField& field)
{
    return std::any_of(
        type.fields.begin(), type.fields.end(), [&](const auto& own) { return own.value == field.value; });
}

/// "step or plateau".
template <typename Type, typename Takes>
std::string namesThat(const std::vector<Type>& types, const Takes& takes)
{
    std::vector<std::string> names;
    for (const Type& type : types)
        if (takes(type))
            names.push_back(type.name);
    return joinedText(names, " or ");
}

std::string schedulesThatTake(const ScheduleField& field)
{
    return namesThat(scheduleTypes(), [&](const ScheduleType& type) { return takes(type, field); });
}

void applyMomentum(const Arguments& arguments, TrainSpec& spec)
{
    spec.momentum = arguments.number("momentum", spec.momentum, 0);
    if (spec.momentum >= 1)
        throw wrongValue("momentum", "a number from 0 to below 1", arguments.required("momentum"));
}

double fieldValue(const Arguments& arguments, const ScheduleField& field)
{
    const std::string name = optionOf(field);
    const double value = arguments.number(name, 0, field.minimum);
    if (value > field.maximum || (field.integer && value != std::floor(value)))
        throw wrongValue(name,
            std::string(field.integer ? "a whole number" : "a number") + " from " + shortNumber(field.minimum) + " to "
                + shortNumber(field.maximum),
            arguments.required(name));
    return value;
}

TrainingOption fieldOption(const ScheduleField& field)
{
    const double usual = ScheduleSpec().*field.value;
    const std::string help =
        "of " + schedulesThatTake(field) + ": " + field.help + " (default: " + shortNumber(usual) + ")";
    return {{optionOf(field), field.integer ? "N" : "X", help}, [field](const Arguments& arguments, TrainSpec& spec) {
                spec.schedule.*field.value = fieldValue(arguments, field);
            }};
}

std::vector<TrainingOption> optimizerOptions()
{
    const TrainSpec usual;
    return {
        {{"optimizer", joinedText(namesOf(optimizerTypes()), "|"), "(default: " + usual.optimizer + ")"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.optimizer = chosenName(arguments, "optimizer", optimizerTypes());
            }},
        {{"momentum", "X", "of sgd or rmsprop, 0 to below 1 (default: 0)"}, applyMomentum},
        {{"weight-decay", "X",
             "of adamw: each step takes X x learning rate of every parameter away (default: "
                 + shortNumber(usual.weightDecay) + ")"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.weightDecay = arguments.number("weight-decay", spec.weightDecay, 0);
            }},
        {{"clip-norm", "X", "scale gradients whose L2 norm is above X down to it; 0: never (default: 0)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.clipNorm = arguments.number("clip-norm", spec.clipNorm, 0);
            }},
    };
}

std::vector<TrainingOption> scheduleOptions()
{
    std::vector<TrainingOption> options{
        {{"schedule", joinedText(namesOf(scheduleTypes()), "|"),
             "of the learning rate; cosine spans --epochs, plateau needs --validation (default: constant)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.schedule.kind = chosenName(arguments, "schedule", scheduleTypes());
            }},
        {{"warmup", "EPOCHS", "over which the rate first grows linearly, before any schedule (default: 0)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.schedule.warmup = arguments.number("warmup", spec.schedule.warmup, 0);
            }},
    };
    for (const ScheduleField& field : scheduleFields())
        options.push_back(fieldOption(field));
    return options;
}

std::vector<TrainingOption> stoppingOptions()
{
    return {
        {{"early-stopping", "EPOCHS",
             "stop after so many epochs in a row without a lower validation loss; 0: never (default: 0)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.earlyStopping = static_cast<int>(arguments.whole("early-stopping", spec.earlyStopping, 0));
            }},
        {{"keep-best", "",
             "the result, which all commands use, is the epoch with the lowest validation loss; --resume goes on from "
             "the last"},
            [](const Arguments&, TrainSpec& spec) { spec.keepBest = true; }},
    };
}

void requireNeeded(const Arguments& arguments, const std::string& option, bool isTaken, const std::string& needed)
{
    if (arguments.has(option) && !isTaken)
        throw UsageError("--" + option + " needs " + needed);
}

} // namespace

std::vector<TrainingOption> optimizationOptions()
{
    std::vector<TrainingOption> all;
    for (const auto& group : {optimizerOptions(), scheduleOptions(), stoppingOptions()})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

void requireSense(const Arguments& arguments, const TrainSpec& spec)
{
    const OptimizerType& optimizer = optimizerType(spec.optimizer);
    const ScheduleType& schedule = scheduleType(spec.schedule.kind);
    requireNeeded(arguments, "momentum", optimizer.takesMomentum,
        "--optimizer " + namesThat(optimizerTypes(), [](const auto& type) { return type.takesMomentum; }));
    requireNeeded(arguments, "weight-decay", optimizer.takesWeightDecay,
        "--optimizer " + namesThat(optimizerTypes(), [](const auto& type) { return type.takesWeightDecay; }));
    for (const ScheduleField& field : scheduleFields())
        requireNeeded(arguments, optionOf(field), takes(schedule, field), "--schedule " + schedulesThatTake(field));
    if (schedule.spansRun && spec.schedule.warmup >= spec.epochs)
        throw UsageError("--warmup " + shortNumber(spec.schedule.warmup) + ": expected less than --epochs "
            + std::to_string(spec.epochs) + ", which the schedule spans");
}

void requireValidation(const Arguments& arguments, const TrainSpec& spec, bool bringsValidation)
{
    const bool hasSome = spec.validation > 0 || bringsValidation;
    requireNeeded(arguments, "early-stopping", hasSome || spec.earlyStopping == 0, "--validation");
    requireNeeded(arguments, "keep-best", hasSome, "--validation");
    if (!hasSome && scheduleType(spec.schedule.kind).watch != nullptr)
        throw UsageError("--schedule " + spec.schedule.kind + " needs --validation");
}

} // namespace isthmus
