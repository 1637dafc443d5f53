// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Output.h"
#include "app/cli/PeriodicSave.h"
#include "app/cli/TrainLoop.h"
#include "app/cli/TrainingJob.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Evaluate.h"
#include "core/base/Error.h"
#include "core/train/endedSchedule.h"
#include "core/train/outputHint.h"

#include <cmath>
#include <cstdio>
#include <optional>

namespace isthmus {

namespace {

/// Images that were trained on, each time that they were.
double samplesTrained(const TrainingJob& job, const Split& split, std::int64_t steps)
{
    const auto fitted = static_cast<std::int64_t>(split.fitted().size());
    const std::int64_t batch = job.run.training.batchSize;
    const std::int64_t stepsPerEpoch = (fitted + batch - 1) / batch;
    const auto epochs = static_cast<double>(steps / stepsPerEpoch);
    return epochs * static_cast<double>(fitted) + static_cast<double>(steps % stepsPerEpoch * batch);
}

/// With what the input suffers in training; empty for no samples.
std::optional<Evaluation> judge(
    const TrainingJob& job, const Autoencoder& model, const Checkpoint& state, const std::vector<Index>& samples)
{
    if (samples.empty())
        return std::nullopt;
    EvaluateOptions options;
    options.seed = state.training.seed;
    options.corruption = state.knobs.corruption;
    ThreadPool pool(job.threads);
    return evaluate(model, state.result(), *job.run.data, samples, options, pool);
}

QJsonValue json(const std::optional<Evaluation>& evaluation)
{
    return evaluation ? QJsonValue(toJson(*evaluation)) : QJsonValue(QJsonValue::Null);
}

void printPart(const std::string& title, const std::optional<Evaluation>& evaluation, const Autoencoder& model)
{
    if (!evaluation)
        return;
    std::printf("\n%s\n", title.c_str());
    printRows(toRows(*evaluation, model));
}

std::string stoppedBy(const TrainingEnd& end)
{
    if (end.status.state == TrainerState::StoppedEarly)
        return "early";
    return end.wasInterrupted() ? "interrupted" : "finished";
}

/// The epoch of the parameters that are the run's result, where they are not the last ones; else null.
QJsonValue bestEpoch(const Checkpoint& state)
{
    return state.best.parameters ? QJsonValue(state.best.record.epoch) : QJsonValue(QJsonValue::Null);
}

std::vector<Row> summary(const TrainingJob& job, const TrainingEnd& end, double speed)
{
    const Checkpoint& state = *end.state;
    const std::string stopped = stoppedBy(end);
    std::vector<Row> rows{
        {"run", job.out + (stopped == "finished" ? "" : (stopped == "early" ? " (stopped early)" : " (interrupted)"))},
        {"epochs", shortNumber(state.record.epoch, 4) + ", " + grouped(state.step) + " steps"},
        {"training", shortNumber(state.record.seconds, 4) + " s, " + grouped(std::llround(speed)) + " samples/s"},
    };
    if (const std::string selection = selectionText(job.run.split); !selection.empty())
        rows.push_back({"samples", selection});
    if (state.best.parameters)
        rows.push_back({"result",
            "epoch " + shortNumber(state.best.record.epoch, 4) + ", validation loss "
                + shortNumber(static_cast<double>(state.best.loss))});
    return rows;
}

void report(const Arguments& arguments, const TrainingJob& job, const Trainer& trainer, const TrainingEnd& end)
{
    const Checkpoint& state = *end.state;
    const double seconds = state.record.seconds;
    const double speed = seconds > 0 ? samplesTrained(job, trainer.split(), state.step) / seconds : 0;
    const auto train = judge(job, *trainer.model(), state, trainer.split().train);
    const auto test = judge(job, *trainer.model(), state, trainer.split().test);
    std::vector<std::string> warnings = job.warnings;
    const std::vector<std::string> ofResult = warned(*trainer.model(), test ? test : train, state.step);
    warnings.insert(warnings.end(), ofResult.begin(), ofResult.end());
    if (arguments.has("json"))
        return printJson({
            {"epochs", state.record.epoch},
            {"steps", static_cast<qint64>(state.step)},
            {"seconds", seconds},
            {"samples_per_second", speed},
            {"stopped", isthmus::json(stoppedBy(end))},
            {"best_epoch", bestEpoch(state)},
            {"train", json(train)},
            {"test", json(test)},
            {"run", isthmus::json(job.out)},
            {"notices", isthmus::json(job.notices)},
            {"warnings", isthmus::json(warnings)},
            {"selection", selectionJson(job.run.split)},
        });
    printRows(summary(job, end, speed));
    const std::string samples = samplesWord(job.run.data->shape);
    printPart("training " + samples, train, *trainer.model());
    printPart("test " + samples, test, *trainer.model());
}

void tellOfSmallData(const Split& split, TrainingJob& job)
{
    const auto fitted = static_cast<std::int64_t>(split.fitted().size());
    const int batchSize = job.run.training.batchSize;
    if (fitted >= batchSize)
        return;
    job.notices.push_back(grouped(fitted) + ' ' + samplesWord(job.run.data->shape) + " are fewer than a batch of "
        + grouped(batchSize) + ", so each step takes all of them.");
    std::fprintf(stderr, "isthmus-cli: %s\n", job.notices.back().c_str());
}

void tellOfOutput(TrainingJob& job)
{
    const std::string hint = outputHint(job.run.model, job.run.data->scaling, job.run.data->reading.scale);
    if (hint.empty())
        return;
    job.notices.push_back(hint);
    std::fprintf(stderr, "isthmus-cli: %s\n", hint.c_str());
}

/// What is doubtful before the first step: epochs at a rate of 0, an output that cannot reach the values.
void warnAhead(const Arguments& arguments, TrainingJob& job)
{
    warn(exceededOutput(job.run.model, *job.run.data), job.warnings);
    std::string ended = endedScheduleWords(job.run.training, job.run.training.epochs);
    if (!ended.empty() && !arguments.has("extend-schedule"))
        ended += " --extend-schedule lets it end with --epochs.";
    warn(ended, job.warnings);
}

/// What went wrong, and what the file holds all the same.
std::string troubleOf(const TrainingEnd& end, const std::string& out)
{
    if (end.status.state == TrainerState::Diverged) // whose sentence says which that is
        return end.status.message + ' ' + out + " holds that state.";
    return end.status.message + " (the last good state, step " + grouped(end.state->step) + ", is in " + out + ')';
}

void runTrain(const Arguments& arguments)
{
    TrainingJob job = trainingJob(arguments);
    std::optional<Trainer> trainer;
    if (job.from)
        trainer.emplace(job.run, *job.from, job.threads, 0);
    else
        trainer.emplace(job.run, job.threads, 0);
    tellOfSmallData(trainer->split(), job);
    tellOfOutput(job);
    warnAhead(arguments, job);
    if (job.knobs)
        trainer->setKnobs(*job.knobs);
    PeriodicSave saves(job.out, job.saveEvery);
    const TrainingEnd end = trainWithProgress(*trainer, job.run.training.epochs, &saves);
    saves.finish(*end.state);
    if (end.isTrouble())
        throw Error(troubleOf(end, job.out));
    report(arguments, job, *trainer, end);
}

} // namespace

Command trainCommand()
{
    return {"train", {}, "--data D --model M --out RUN", "train a model; --resume RUN goes on from there, bit for bit",
        joined({trainingJobOptions(), outputOptions()}), runTrain};
}

} // namespace isthmus
