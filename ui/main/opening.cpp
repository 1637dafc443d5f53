// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/opening.h"

#include "core/base/Error.h"
#include "core/io/Datasets.h"
#include "core/io/Presets.h"
#include "core/io/RunFile.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <utility>

namespace isthmus {
namespace {

constexpr const char* kFirstPreset = "vae-2d";

std::shared_ptr<const Dataset> openDataOf(const Checkpoint& checkpoint, const std::string& path)
{
    const DataReference& reference = checkpoint.data;
    Dataset data = *openDataset(reference.name, reference.reading);
    const std::string found = data.fingerprint();
    if (found != reference.fingerprint)
        throw Error(path + ": the data set " + reference.name
            + " has changed since the run was saved: expected fingerprint " + reference.fingerprint + ", found "
            + found);
    data.scaling = reference.scaling;
    return std::make_shared<const Dataset>(std::move(data));
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

OpenedRun openRun(const std::string& path)
{
    auto checkpoint = std::make_shared<const Checkpoint>(readRunFile(path));
    RunSpec run;
    run.data = openDataOf(*checkpoint, path);
    run.model = checkpoint->model;
    run.training = checkpoint->training;
    run.split = checkpoint->data.split;
    return {std::move(run), std::move(checkpoint)};
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

RunSpec withPreset(RunSpec run, const std::string& preset)
{
    const Preset loaded = loadPreset(preset);
    run.model = loaded.model;
    run.training = loaded.training;
    return run;
}

} // namespace isthmus
