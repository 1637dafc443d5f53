// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/newRun.h"

#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "core/datasets/DatasetPreview.h"
#include "core/nn/Loss.h"
#include "core/runs/Presets.h"
#include "core/train/knobChanges.h"
#include "core/train/unitRange.h"
#include "ui/widgets/knobText.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

/// Training as before, with knobs and KL warm-up as the model had them at first.
TrainSpec begunAnew(const ModelSpec& model, TrainSpec training)
{
    const bool fromPreset = isPresetName(model.name);
    TrainSpec first = fromPreset ? loadPreset(model.name).training : TrainSpec{};
    if (!fromPreset || first.optimizer != training.optimizer)
        first.learningRate = training.learningRate; // which fits the optimiser
    training = withKnobs(training, knobsOf(first));
    training.klWarmup = model.isVariational() ? first.klWarmup : 0;
    return training;
}

bool takesData(const ModelSpec& model, const Dataset& data)
{
    const LossType& loss = lossType(model.loss);
    return !loss.needsUnitRange || !refusedEnd(loss, scaledRange(data));
}

/// Is its model a preset for rows, as it was made for its data?
bool isRowPreset(const RunSpec& run)
{
    return isPreset(run.model, run.data->shape) && loadPreset(run.model.name).isForRows;
}

/// The model of the present run, on other rows in their sizes.
ModelSpec modelFor(const Dataset& data, const RunSpec& present)
{
    if (!isRowPreset(present) || data.shape == present.data->shape)
        return present.model;
    return loadPreset(data.shape.isRow() ? present.model.name : firstPreset(data), data.shape).model;
}

QString warmupText(double epochs)
{
    return QObject::tr("KL warm-up %1").arg(epochs);
}

/// What a run does to images and KL besides training on them.
QStringList peculiarities(const TrainSpec& training)
{
    QStringList texts;
    for (const KnobChange& change : changesBetween(atRest(training), training, 0))
        texts << knobText(change, change.to);
    if (training.klWarmup > 0)
        texts << warmupText(training.klWarmup);
    return texts;
}

/// "β 7 (now 1)"
QString nowText(const QString& before, const QString& now)
{
    return QObject::tr("%1 (now %2)").arg(before, now);
}

/// What one training had, and what the other has instead.
QStringList leftOut(const TrainSpec& before, const TrainSpec& now)
{
    QStringList texts;
    for (const KnobChange& change : changesBetween(before, now, 0))
        texts << nowText(knobText(change, change.from), QString::fromStdString(knobValueText(change, change.to)));
    if (before.klWarmup != now.klWarmup)
        texts << nowText(warmupText(before.klWarmup), QString::number(now.klWarmup));
    return texts;
}

} // namespace

std::string firstPreset(const Dataset& data)
{
    return data.shape.isRow() && likelySide(data) == 0 ? kFirstRowPreset : kFirstPreset;
}

QString newRunNote(const RunSpec& run, const TrainSpec& before)
{
    const QStringList begins = peculiarities(run.training);
    const QStringList leaves = leftOut(before, run.training);
    QString note;
    if (!begins.isEmpty())
        note = QObject::tr("The new run trains with %1, as its model does from the start.").arg(begins.join(", "));
    if (!leaves.isEmpty())
        note += (note.isEmpty() ? "" : " ")
            + QObject::tr("Not taken over from the run before, which had other data: %1.").arg(leaves.join(", "));
    return note;
}

RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present)
{
    RunSpec run;
    run.data = std::move(data);
    if (!present)
        return withPreset(run, firstPreset(*run.data));
    run.model = modelFor(*run.data, *present);
    run.training = begunAnew(run.model, present->training);
    return run;
}

RunSpec withFittingPreset(const RunSpec& run)
{
    const Dataset& data = *run.data;
    const auto begun = [&run](const std::string& preset) {
        RunSpec other = withPreset(run, preset);
        other.training.seed = run.training.seed; // both choose the images, as the user has seen them
        other.training.validation = run.training.validation;
        return other;
    };
    RunSpec other = begun(isPresetName(run.model.name) ? run.model.name : firstPreset(data));
    if (takesData(other.model, data))
        return other;
    if (!takesData(run.model, data))
        return begun(firstPreset(data));
    other.model = withSquaredError(other.model);
    return other;
}

ModelSpec withSquaredError(ModelSpec model)
{
    model.loss = "mse";
    return model;
}

void requireStartable(const RunSpec& run)
{
    checkOptimization(run.training, run.data->validationCount > 0);
    try {
        (void)TrainingRun(run, Start::Unprepared);
    } catch (const Error&) {
        (void)TrainingRun(withFittingPreset(run), Start::Unprepared);
    }
}

void prepareSplit(RunSpec& run)
{
    try {
        run.readySplit = readySplitOf(run);
    } catch (const Error&) {
        run.readySplit = nullptr;
    }
}

RunSpec withPreset(RunSpec run, const std::string& preset)
{
    const Preset loaded = loadPreset(preset, run.data->shape);
    run.model = loaded.model;
    run.training = loaded.training;
    return run;
}

} // namespace isthmus
