// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/newRun.h"

#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "core/datasets/DatasetPreview.h"
#include "core/models/Autoencoder.h"
#include "core/models/followingData.h"
#include "core/nn/Loss.h"
#include "core/runs/Presets.h"
#include "core/train/knobChanges.h"
#include "core/train/unitRange.h"
#include "ui/widgets/knobText.h"
#include "ui/widgets/modelTitle.h"

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
    if (data.shape == present.data->shape)
        return present.model;
    if (!isRowPreset(present))
        return followingData(present.model, present.data->shape, data.shape).value_or(present.model);
    return loadPreset(data.shape.isRow() ? present.model.name : firstPreset(data), data.shape).model;
}

/// Before it is known on which data: the first preset of pictures.
RunSpec withoutData()
{
    const Preset first = loadPreset(kFirstPreset);
    RunSpec run;
    run.model = first.model;
    run.training = first.training;
    return run;
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

/// The loss that the model's preset has; empty: the same one, or it comes from no preset.
std::string otherLossOfPreset(const ModelSpec& model)
{
    if (!isPresetName(model.name))
        return {};
    const std::string loss = loadPreset(model.name).model.loss;
    return loss == model.loss ? std::string() : loss;
}

QString lossWords(const std::string& loss)
{
    return QString::fromUtf8(lossType(loss).label).toLower();
}

/// About a loss that was taken over and is not the preset's.
QString lossTakenOver(const RunSpec& run, const ModelSpec& before)
{
    const std::string ofPreset = otherLossOfPreset(run.model);
    if (ofPreset.empty() || run.model.loss != before.loss)
        return {};
    const QString sentence = QObject::tr("It compares by %1, as the run before it; its preset has %2")
                                 .arg(lossWords(run.model.loss), lossWords(ofPreset));
    return withPresetLoss(run) ? sentence + '.' : QObject::tr("%1, which refuses this data.").arg(sentence);
}

/// About sizes that are not those of the run before.
QString sizesThatFollow(const ModelSpec& model, const ModelSpec& before)
{
    const bool isSame = model.name == before.name && model.encoder == before.encoder;
    return isSame && model.decoder != before.decoder && model.decoder.size() == before.decoder.size()
        ? QObject::tr("Sizes in its decoder that were those of the data before are those of this data now.")
        : QString();
}

} // namespace

std::string firstPreset(const Dataset& data)
{
    return data.shape.isRow() && likelySide(data) == 0 ? kFirstRowPreset : kFirstPreset;
}

QString newRunNote(const RunSpec& run, const RunBefore& before)
{
    const QStringList begins = peculiarities(run.training);
    const QStringList leaves = leftOut(before.training, run.training);
    QStringList notes;
    if (!begins.isEmpty())
        notes << QObject::tr("The new run trains with %1, as its model does from the start.").arg(begins.join(", "));
    notes << lossTakenOver(run, before.model) << sizesThatFollow(run.model, before.model);
    if (!leaves.isEmpty())
        notes << QObject::tr("Not taken over from the run before, which had other data: %1.").arg(leaves.join(", "));
    notes.removeAll(QString());
    return notes.join(' ');
}

std::optional<ModelSpec> withPresetLoss(const RunSpec& run)
{
    const std::string loss = otherLossOfPreset(run.model);
    if (loss.empty())
        return std::nullopt;
    const ModelSpec model = withTrueTitle(withLoss(run.model, loss), run.data->shape);
    return takesData(model, *run.data) ? std::optional(model) : std::nullopt;
}

RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present)
{
    RunSpec run;
    run.data = std::move(data);
    if (!present)
        return run.data ? withPreset(run, firstPreset(*run.data)) : withoutData();
    run.model = run.data ? modelFor(*run.data, *present) : present->model;
    if (run.data && run.model != present->model)
        run.model = withTrueTitle(run.model, run.data->shape);
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
    other.model = withSquaredError(other.model, data.shape);
    return other;
}

ModelSpec withSquaredError(ModelSpec model, Shape data)
{
    model.loss = "mse";
    return withTrueTitle(std::move(model), data);
}

QString misfitOf(const RunSpec& run)
{
    try {
        (void)TrainingRun(run, Start::Unprepared);
        return {};
    } catch (const Error& misfit) {
        return QString::fromUtf8(misfit.what());
    }
}

QString lossOfModelText(const RunSpec& run, bool isModified)
{
    try {
        (void)Autoencoder(run.model, run.data->shape);
        return {};
    } catch (const Error& misfit) {
        const QString model = QString::fromStdString(run.model.title);
        const QString preset = QString::fromStdString(withFittingPreset(run).model.title);
        const QString sentence = QObject::tr(
            "The model \"%1\" does not fit this data (%2). The new run begins with the preset \"%3\" instead")
                                     .arg(model, QString::fromUtf8(misfit.what()), preset);
        if (!hasOwnLayers(run.model, run.data->shape) || !isModified)
            return sentence + '.';
        return QObject::tr("%1, and the layers of \"%2\" are lost unless you save their run.").arg(sentence, model);
    }
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
