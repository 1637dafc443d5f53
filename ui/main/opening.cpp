// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/opening.h"

#include "core/base/Error.h"
#include "core/runs/Presets.h"
#include "core/runs/RunFile.h"
#include "core/train/StoppedRun.h"
#include "ui/session/Session.h"
#include "ui/widgets/knobText.h"

#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QStringList>
#include <QtEndian>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

/// @throws Error if the window cannot show what the model makes
void requirePictures(const Dataset& data)
{
    const int channels = data.shape.channels;
    if (channels != 1 && channels != 3 && channels != 4)
        throw Error(
            "the window shows images of 1, 3 or 4 channels, found " + data.shape.text() + "; isthmus-cli takes any");
}

} // namespace

bool looksLikeRun(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray start = file.read(9);
    if (start.size() < 9 || start[8] != '{')
        return false;
    const auto headerSize = qFromLittleEndian<quint64>(start.constData());
    return headerSize < static_cast<quint64>(file.size());
}

OpenedRun openRun(const std::string& path, const Progress& progress)
{
    return withItsData(readRunFile(path), progress);
}

OpenedRun withItsData(Checkpoint run, const Progress& progress)
{
    report(progress, 0);
    const FoundData found =
        run.model.hasEncoder() ? findRunData(run.data, progress) : FoundData{noImages(run.data), {}};
    report(progress, 1);
    return withData(std::make_shared<const Checkpoint>(std::move(run)), found);
}

OpenedRun withData(std::shared_ptr<const Checkpoint> checkpoint, const FoundData& found)
{
    OpenedRun opened;
    opened.run.data = found.images;
    opened.run.model = checkpoint->model;
    opened.run.training = checkpoint->training;
    opened.run.split = checkpoint->data.split;
    opened.checkpoint = std::move(checkpoint);
    opened.obstacle =
        opened.run.model.hasEncoder() ? found.obstacle : "This is a decoder alone, which cannot be trained";
    opened.lacksData = opened.run.model.hasEncoder() && !found.obstacle.empty();
    return opened;
}

std::shared_ptr<ResumedRun> takeUp(const OpenedRun& opened)
{
    requirePictures(*opened.run.data);
    std::string obstacle = opened.obstacle;
    if (obstacle.empty()) {
        try {
            return Session::makeResumed(opened.run, *opened.checkpoint);
        } catch (const Error& error) {
            obstacle = error.what();
        }
    }
    auto explored = std::make_shared<ResumedRun>();
    explored->run = opened.run;
    explored->live = std::make_unique<StoppedRun>(opened.run, opened.checkpoint, obstacle, opened.lacksData);
    return explored;
}

namespace {

bool isPresetName(const std::string& name)
{
    const std::vector<std::string>& names = presetNames();
    return std::find(names.begin(), names.end(), name) != names.end();
}

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

/// What one training had, and the other has otherwise or not.
QStringList leftOut(const TrainSpec& before, const TrainSpec& now)
{
    QStringList texts;
    for (const KnobChange& change : changesBetween(before, now, 0))
        texts << knobText(change, change.from);
    if (before.klWarmup != now.klWarmup)
        texts << warmupText(before.klWarmup);
    return texts;
}

} // namespace

QString newRunNote(const RunSpec& run, const TrainSpec& before)
{
    const QStringList begins = peculiarities(run.training);
    const QStringList leaves = leftOut(before, run.training);
    QString note;
    if (!begins.isEmpty())
        note = QObject::tr("The new run trains with %1, as its model does from the start.").arg(begins.join(", "));
    if (!leaves.isEmpty())
        note +=
            (note.isEmpty() ? "" : " ") + QObject::tr("Not taken over from the run before: %1.").arg(leaves.join(", "));
    return note;
}

RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present)
{
    RunSpec run;
    run.data = std::move(data);
    if (!present)
        return withPreset(std::move(run), kFirstPreset);
    run.model = present->model;
    run.training = begunAnew(present->model, present->training);
    return run;
}

RunSpec withFittingPreset(const RunSpec& run)
{
    RunSpec other = withPreset(run, isPresetName(run.model.name) ? run.model.name : kFirstPreset);
    other.training.seed = run.training.seed; // both choose the images, as the user has seen them
    other.training.validation = run.training.validation;
    return other;
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
    const Preset loaded = loadPreset(preset);
    run.model = loaded.model;
    run.training = loaded.training;
    return run;
}

} // namespace isthmus
