// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/opening.h"

#include "core/base/Error.h"
#include "core/io/Presets.h"
#include "core/io/RunFile.h"
#include "ui/session/Session.h"

#include <QFile>
#include <QFileInfo>
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

std::shared_ptr<ResumedRun> takeUp(const Session& session, const OpenedRun& opened)
{
    requirePictures(*opened.run.data);
    std::string obstacle = opened.obstacle;
    if (obstacle.empty()) {
        try {
            return session.makeResumed(opened.run, *opened.checkpoint);
        } catch (const Error& error) {
            obstacle = error.what();
        }
    }
    auto explored = std::make_shared<ResumedRun>();
    explored->run = opened.run;
    explored->exploration =
        makeExploration(opened.run, opened.checkpoint, QString::fromStdString(obstacle), opened.lacksData);
    return explored;
}

RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present, const Knobs& knobs)
{
    RunSpec run;
    run.data = std::move(data);
    if (!present)
        return withPreset(std::move(run), kFirstPreset);
    run.model = present->model;
    run.training = withKnobs(present->training, knobs);
    return run;
}

RunSpec withFittingPreset(const RunSpec& run)
{
    const std::vector<std::string>& names = presetNames();
    const bool isPreset = std::find(names.begin(), names.end(), run.model.name) != names.end();
    RunSpec other = withPreset(run, isPreset ? run.model.name : kFirstPreset);
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
