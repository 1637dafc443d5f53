// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TrainingOptions.h"

#include "app/cli/OptimizationOptions.h"
#include "core/base/Error.h"

#include "core/base/named.h"

#include <algorithm>
#include <thread>

namespace isthmus {

namespace {

constexpr std::int64_t kLargestSeed = std::numeric_limits<std::int64_t>::max();
const char* const kRateOption = "learning-rate";

/// How the help describes a knob: its meaning, unit and default.
std::string helpOf(const KnobType& type)
{
    std::string help = type.help;
    if (*type.unit != '\0')
        help += std::string(", in ") + type.unit;
    if (type.needsKl)
        help += "; of a variational model";
    help += " (default: the preset's, else " + type.text({}) + ")";
    return type.number != nullptr
        ? help
        : help + "; such as gaussian:0.5, kinds: " + joinedText(namesOf(corruptionTypes()), ", ");
}

void applyKnob(const Arguments& arguments, const KnobType& type, Knobs& knobs)
{
    if (type.number == nullptr) {
        knobs.*type.corruption = chosenCorruption(arguments, knobs.*type.corruption);
        return;
    }
    knobs.*type.number = arguments.number(type.name, 0, type.minimum);
    if (!type.canBegin(knobs))
        throw wrongValue(type.name, type.beginning(), arguments.required(type.name));
}

TrainingOption knobOption(const KnobType& type)
{
    return {{type.name, type.number != nullptr ? "X" : "KIND:AMOUNT", helpOf(type)},
        [&type](const Arguments& arguments, TrainSpec& spec) { applyKnob(arguments, type, spec); }};
}

void applyValidation(const Arguments& arguments, TrainSpec& spec)
{
    spec.validation = arguments.number("validation", 0, 0);
    if (spec.validation >= 1)
        throw wrongValue("validation", "a share of at least 0 and below 1", arguments.required("validation"));
}

std::vector<TrainingOption> generalOptions()
{
    return {
        {{"epochs", "N", "passes over the training images, in all (default: 10)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.epochs = static_cast<int>(arguments.whole("epochs", spec.epochs));
            }},
        {{"batch", "N", "images per step (default: the preset's, else 128)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.batchSize = static_cast<int>(arguments.whole("batch", spec.batchSize));
            }},
        {{"kl-warmup", "EPOCHS", "over which the weight of the KL term rises from 0 to beta (default: 0)"},
            [](const Arguments& arguments, TrainSpec& spec) {
                spec.klWarmup = arguments.number("kl-warmup", spec.klWarmup, 0);
            }},
        {{"validation", "F",
             "share of the training images held out of training, 0 to 1 (default: 0; a validation part that the data "
             "brings is then used)"},
            applyValidation},
        {{"seed", "N", "of parameters, order, noise and splits (default: 1)"},
            [](const Arguments& arguments, TrainSpec& spec) { spec.seed = chosenSeed(arguments, spec.seed); }},
    };
}

const std::vector<TrainingOption>& table()
{
    static const std::vector<TrainingOption> options = [] {
        std::vector<TrainingOption> all = generalOptions();
        for (const KnobType& type : knobTypes())
            all.push_back(knobOption(type));
        const std::vector<TrainingOption> more = optimizationOptions();
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    return options;
}

} // namespace

Options trainingOptions()
{
    Options options;
    for (const TrainingOption& each : table())
        options.push_back(each.option);
    return options;
}

Options threadOptions()
{
    return {
        {"threads", "N", "that compute, as far as there are processors; results do not depend on it (default: all)"}};
}

int chosenThreads(const Arguments& arguments)
{
    return usefulThreads(static_cast<int>(arguments.whole("threads", 0, 1, 1024)));
}

Options seedOptions(const std::string& meaning)
{
    return {{"seed", "N", meaning + " (default: the run's)"}};
}

std::uint64_t chosenSeed(const Arguments& arguments, std::uint64_t ofRun)
{
    if (!arguments.has("seed"))
        return ofRun;
    return static_cast<std::uint64_t>(arguments.whole("seed", 0, 0, kLargestSeed));
}

TrainSpec withTrainingOptions(const Arguments& arguments, TrainSpec spec)
{
    for (const TrainingOption& each : table())
        if (arguments.has(each.option.name))
            each.apply(arguments, spec);
    requireSense(arguments, spec);
    return spec;
}

void requireSameTraining(const Arguments& arguments, const TrainSpec& spec)
{
    for (const TrainingOption& each : table()) {
        if (!arguments.has(each.option.name) || each.option.name == "epochs" || each.option.name == kRateOption)
            continue;
        TrainSpec asked = spec;
        each.apply(arguments, asked);
        if (asked != spec)
            throw UsageError("--" + each.option.name + ' ' + arguments.text(each.option.name, "")
                + " differs from the run that is resumed; leave it out");
    }
}

Knobs withRate(const Arguments& arguments, Knobs knobs)
{
    if (arguments.has(kRateOption))
        applyKnob(arguments, knobType(kRateOption), knobs);
    return knobs;
}

Corruption chosenCorruption(const Arguments& arguments, const Corruption& ofRun)
{
    const std::string text = arguments.text("corruption", "none");
    if (text == "run")
        return ofRun;
    try {
        return Corruption::parse(text);
    } catch (const Error& error) {
        throw UsageError(std::string("--corruption: ") + error.what());
    }
}

Options runCorruptionOptions()
{
    return {{"corruption", "KIND:AMOUNT",
        "what the input suffers, such as gaussian:0.5, or run for what it suffered in training (default: none)"}};
}

} // namespace isthmus
