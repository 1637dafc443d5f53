// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Output.h"
#include "app/cli/Run.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/models/trainedCount.h"
#include "core/runs/Provenance.h"
#include "core/runs/RunFile.h"
#include "core/runs/SpecJson.h"

#include <cstdio>
#include <span>

namespace isthmus {

namespace {

/// "kl_nats"
QString keyOf(const Term& term)
{
    const QString unit = QString::fromLatin1(term.unit);
    return QString::fromLatin1(term.name) + (unit.isEmpty() ? QString() : '_' + unit);
}

QJsonObject evaluationJson(const EvaluationRecord& record, std::span<const Term> terms)
{
    QJsonObject object{
        {"step", static_cast<qint64>(record.step)}, {"epoch", record.epoch}, {"loss", double(record.loss)}};
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (terms[i].inEvaluations)
            object.insert(keyOf(terms[i]), double(record.terms[i]));
    return object;
}

QJsonArray evaluationsJson(const Checkpoint& state)
{
    QJsonArray list;
    for (const EvaluationRecord& each : state.evaluations)
        list.append(evaluationJson(each, state.terms));
    return list;
}

QJsonArray knobChangesJson(const Checkpoint& state)
{
    QJsonArray list;
    for (const KnobChange& each : state.knobChanges)
        list.append(QJsonObject{{"step", static_cast<qint64>(each.step)}, {"knob", json(each.knob)},
            {"from", json(each.from)}, {"to", json(each.to)}});
    return list;
}

/// Has the choice of classes left nothing of the validation part that the data brings? Else each epoch's end would have
/// made one the best.
bool isPartLeftOut(const Checkpoint& state)
{
    const bool mayBe = state.training.validation <= 0 && !state.data.split.classes.empty();
    return mayBe && state.knobChanges.empty() && state.record.epoch >= 1 && !state.best.isKnown();
}

/// Which images its second curve is of.
const char* secondCurve(const Checkpoint& state)
{
    const bool hasPart = state.data.validation > 0 && !isPartLeftOut(state);
    return state.training.validation > 0 || hasPart ? "validation" : "test";
}

QJsonObject describe(const Run& trained, const RunOrigin& origin)
{
    const Checkpoint& state = trained.state;
    return {
        {"run", json(provenanceOf(state).run)},
        {"model", toJson(state.model)},
        {"training", toJson(state.training)},
        {"data", toJson(state.data)},
        {"scaling", json(scalingWords(state.data.scaling))},
        {"layers", layersJson(*trained.model)},
        {"latent", trained.model->latentDim()},
        {"parameters", static_cast<qint64>(trainedCount(trained.model->parameters()))},
        {"steps", static_cast<qint64>(state.step)},
        {"epochs", state.record.epoch},
        {"seconds", state.record.seconds},
        {"best_epoch", state.best.isKnown() ? QJsonValue(state.best.record.epoch) : QJsonValue(QJsonValue::Null)},
        {"second_curve", json(std::string(secondCurve(state)))},
        {"evaluations", evaluationsJson(state)},
        {"knob_changes", knobChangesJson(state)},
        {"format", origin.format},
        {"kernels", json(origin.kernels)},
    };
}

/// " (cosine, warm-up 1)"; nothing for a constant rate.
std::string scheduleText(const ScheduleSpec& schedule)
{
    const std::string warmup = schedule.warmup > 0 ? ", warm-up " + shortNumber(schedule.warmup) : "";
    return schedule.kind == ScheduleSpec().kind && warmup.empty() ? "" : " (" + schedule.kind + warmup + ")";
}

/// Rows for what the run remembers of its validation losses.
std::vector<Row> bestRows(const Checkpoint& state)
{
    if (!state.best.isKnown())
        return {};
    const std::string epoch = shortNumber(state.best.record.epoch, 4);
    return {{"best epoch",
        epoch + ", validation loss " + shortNumber(double(state.best.loss))
            + (state.best.parameters ? "; its parameters are the result" : "")}};
}

/// "learning rate 0.001 (cosine)", "free bits 0.25 nats": a knob as the run began with it.
std::string knobText(const KnobType& type, const TrainSpec& training)
{
    std::string text = type.spoken() + ' ' + type.text(training);
    if (*type.unit != '\0')
        text += std::string(" ") + type.unit;
    return type.number == &Knobs::learningRate ? text + scheduleText(training.schedule) : text;
}

/// The knobs that the model has, but for those that do nothing.
std::string knobsText(const ModelSpec& model, const TrainSpec& training)
{
    std::string text;
    for (const KnobType& type : knobTypes())
        if (type.isOf(model) && !type.rests(training))
            text += ", " + knobText(type, training);
    return text;
}

std::string trainingText(const ModelSpec& model, const TrainSpec& training)
{
    const std::string warmup =
        training.klWarmup > 0 ? ", KL warm-up " + shortNumber(training.klWarmup) + " epochs" : "";
    return training.optimizer + knobsText(model, training) + warmup + ", batch " + std::to_string(training.batchSize)
        + ", seed " + std::to_string(training.seed);
}

bool isPrinted(const Term& term)
{
    return term.inEvaluations && *term.label != 0;
}

std::vector<std::string> historyRow(const EvaluationRecord& record, std::span<const Term> terms)
{
    std::vector<std::string> row{shortNumber(record.epoch, 4), grouped(record.step), shortNumber(double(record.loss))};
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (isPrinted(terms[i]))
            row.push_back(shortNumber(double(record.terms[i])));
    return row;
}

void printHistory(const Checkpoint& state)
{
    std::vector<std::vector<std::string>> rows{{"epoch", "step", "loss"}};
    for (const Term& term : state.terms)
        if (isPrinted(term))
            rows.front().push_back(term.label);
    for (const EvaluationRecord& each : state.evaluations)
        rows.push_back(historyRow(each, state.terms));
    if (rows.size() > 1) {
        std::printf("\nlosses on %s %s\n", secondCurve(state), samplesWord(state.data.shape).c_str());
        printTable(rows);
    }
    for (const KnobChange& each : state.knobChanges)
        std::printf("step %s: %s from %s to %s\n", grouped(each.step).c_str(), each.knob.c_str(), each.from.c_str(),
            each.to.c_str());
}

void runInfo(const Arguments& arguments)
{
    const std::string path = arguments.positional().front();
    const Run trained = readRun(path);
    const RunOrigin origin = readRunOrigin(path);
    if (arguments.has("json"))
        return printJson(describe(trained, origin));
    const Checkpoint& state = trained.state;
    std::vector<Row> rows{
        {"run", provenanceOf(state).run + ", as in the pictures of its result"},
        {"model", state.model.name + ": " + state.model.title},
        {"parameters", grouped(trainedCount(trained.model->parameters()))},
        {"loss", trained.model->loss().label},
        {"initialiser", trained.model->initialiser().label},
        {"data",
            dataText(state.data) + (state.data.fingerprint.empty() ? "" : ", fingerprint " + state.data.fingerprint)},
        {"scaling", scalingWords(state.data.scaling)},
        {"training", trainingText(state.model, state.training)},
        {"trained",
            shortNumber(state.record.epoch, 4) + " epochs, " + grouped(state.step) + " steps, "
                + shortNumber(state.record.seconds, 4) + " s"},
        {"kernels", origin.kernels},
    };
    if (!trained.model->hasEncoder())
        rows.insert(rows.begin() + 1, {"encoder", "none: a decoder alone"});
    for (const Row& row : bestRows(state))
        rows.insert(rows.end() - 1, row);
    printRows(rows);
    std::printf("\n");
    printLayers(*trained.model);
    printHistory(state);
}

} // namespace

Command infoCommand()
{
    return {"info", {"RUN"}, "", "specification, layers, history and origin of a run file", outputOptions(), runInfo};
}

} // namespace isthmus
