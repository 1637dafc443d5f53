// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TrainingJob.h"

#include "app/cli/Command.h"
#include "app/cli/DataOptions.h"
#include "app/cli/Files.h"
#include "app/cli/ModelOptions.h"
#include "app/cli/OptimizationOptions.h"
#include "app/cli/PeriodicSave.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/runs/Presets.h"
#include "core/train/knobChanges.h"

#include <cstdio>
#include <utility>

namespace isthmus {

namespace {

/// Options that shape the KL term.
std::vector<std::string> klOptions()
{
    std::vector<std::string> options{"kl-warmup"};
    for (const KnobType& type : knobTypes())
        if (type.needsKl)
            options.emplace_back(type.name);
    return options;
}

/// What shapes the KL term needs a model that has one.
void requireKlFor(const Arguments& arguments, const ModelSpec& model)
{
    for (const std::string& option : klOptions()) {
        if (arguments.has(option) && !model.isVariational())
            throw UsageError(
                "--" + option + " needs a variational model, which has a KL term; " + model.name + " is none");
    }
}

std::string requiredModel(const Arguments& arguments)
{
    const std::string model = arguments.text("model", "");
    if (model.empty())
        throw UsageError(
            "option --model is needed: " + joinedText(presetNames(), ", ") + ", or the name of a JSON model file");
    return model;
}

/// What becomes of a validation part that the data brings; the choice of classes may leave none of it.
/// @throws Error if that is so and something follows its loss
std::string useOfValidation(const RunSpec& run)
{
    const bool isLeft = run.training.validation > 0 || !run.readySplit->parts.validation.empty();
    if (isLeft || run.data->validationCount == 0)
        return validationUse(*run.data, run.training.validation);
    if (const char* feature = watcherOfValidation(run.training); feature != nullptr)
        throw Error(run.data->title + ": " + feature
            + " needs samples for validation, and the validation part that the "
            + "data brings has none of the chosen classes; --validation holds some out of training");
    return "The validation part that the data brings is not used, since it has none of the chosen classes.";
}

TrainingJob newRun(const Arguments& arguments)
{
    if (arguments.has("extend-schedule"))
        throw UsageError("--extend-schedule needs --resume");
    TrainingJob job;
    const std::string data = arguments.required("data");
    const std::string model = requiredModel(arguments);
    job.out = arguments.required("out");
    const Preset preset = loadPreset(model);
    requireKlFor(arguments, withModelOptions(arguments, preset.model)); // before the data is read
    job.run.training = withTrainingOptions(arguments, preset.training);
    job.run.split = withChoice(arguments, {});
    job.run.data = openDataForModel(arguments, data, preset);
    requireValidation(arguments, job.run.training, job.run.data->validationCount > 0);
    job.run.model = withModelOptions(arguments, loadPreset(model, job.run.data->shape).model);
    job.notices = noticesOf(*job.run.data);
    job.run.readySplit = readySplitOf(job.run);
    if (const std::string use = useOfValidation(job.run); !use.empty()) {
        job.notices.push_back(use);
        tell(*job.run.data, {use});
    }
    return job;
}

/// The model that the options describe must be the run's.
void requireSameModel(const Arguments& arguments, const ModelSpec& model, Shape data)
{
    const bool given = arguments.has("model");
    const ModelSpec base = given ? loadPreset(arguments.required("model"), data).model : model;
    if (withModelOptions(arguments, base) != model)
        throw UsageError(
            "the options describe another model than the run that is resumed has (" + model.name + "); leave them out");
}

void requireEpochs(const TrainSpec& training, double done, const std::string& path)
{
    if (training.epochs < done)
        throw UsageError("--epochs " + std::to_string(training.epochs) + ": " + path + " has trained "
            + shortNumber(done, 4) + " epochs already, and the number is the total");
}

/// The total of epochs may grow; a schedule that spans the run then keeps its first horizon unless it is asked to go
/// along.
void takeEpochs(const Arguments& arguments, TrainSpec& training)
{
    training.epochs = static_cast<int>(arguments.whole("epochs", training.epochs));
    if (!arguments.has("extend-schedule"))
        return;
    if (!scheduleType(training.schedule.kind).spansRun)
        throw UsageError("--extend-schedule: the schedule of the run that is resumed, " + training.schedule.kind
            + ", has no end to extend");
    training.schedule.horizon = training.epochs;
}

/// @throws UsageError, Error unless it goes on with the images that it was trained on
OpenedRun openSame(const Arguments& arguments, Run run)
{
    const std::string name = arguments.text("data", run.state.data.name);
    if (withReading(arguments, run.state.data.reading) != run.state.data.reading)
        throw UsageError("the options read the data in another way than the run that is resumed did; leave them out");
    OpenedRun opened = openWithData(arguments, std::move(run.state));
    if (opened.difference.empty())
        return opened;
    if (arguments.has("data"))
        throw UsageError("--data " + name + " differs from the data of the run that is resumed");
    throw Error(name + ": has changed since " + run.path + " was trained on it: " + opened.difference);
}

/// A rate that differs is a change of the knob at the step where the run goes on, like any other.
void takeRate(const Arguments& arguments, TrainingJob& job)
{
    const Knobs knobs = withRate(arguments, job.from->knobs);
    for (const KnobChange& change : changesBetween(job.from->knobs, knobs, job.from->step)) {
        job.knobs = knobs;
        job.notices.push_back(changeText(change) + " from step " + grouped(change.step) + " on");
        std::fprintf(stderr, "isthmus-cli: %s\n", job.notices.back().c_str());
    }
}

TrainingJob resumedRun(const Arguments& arguments)
{
    Run run = readRun(arguments.required("resume"));
    requireEncoder(run.state.model);
    requireSameModel(arguments, run.state.model, run.state.data.shape);
    requireSameTraining(arguments, run.state.training);
    takeEpochs(arguments, run.state.training);
    requireEpochs(run.state.training, run.state.record.epoch, run.path);

    TrainingJob job;
    job.out = arguments.has("out") ? arguments.required("out") : run.path;
    OpenedRun opened = openSame(arguments, std::move(run));
    requireSameChoice(arguments, *opened.run.data, opened.run.split);
    job.notices = opened.run.data->notices;
    job.run = std::move(opened.run);
    job.from = std::move(opened.checkpoint);
    takeRate(arguments, job);
    return job;
}

} // namespace

Options trainingJobOptions()
{
    const Options model{{"model", "M",
        "a preset or a JSON model file; `isthmus-cli presets` describes the presets, which are "
            + joinedText(presetNames(), ", ")}};
    const Options files{
        {"out", "RUN", "file for the run; with --resume it may be left out, then that file is replaced"},
        {"resume", "RUN",
            "go on where this run stopped; only --epochs, --learning-rate, --threads and --out may differ"},
        {"extend-schedule", "", "with --resume: a cosine schedule ends with the new --epochs, not with the first"},
    };
    return joined({dataOptions(""), choiceOptions(), model, modelChangeOptions(), trainingOptions(), threadOptions(),
        files, PeriodicSave::options()});
}

TrainingJob trainingJob(const Arguments& arguments)
{
    if (arguments.has("out")) {
        for (const char* input : {"data", "model"})
            requireOtherFile(arguments, "out", arguments.required("out"), input);
    }
    TrainingJob job = arguments.has("resume") ? resumedRun(arguments) : newRun(arguments);
    job.threads = chosenThreads(arguments);
    job.saveEvery = PeriodicSave::chosenSeconds(arguments);
    requireFree("out", job.out, job.run.data->name, {});
    requireWritable(job.out);
    return job;
}

} // namespace isthmus
