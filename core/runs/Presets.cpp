// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"

#include "core/base/Error.h"
#include "core/files/AtomicFile.h"
#include "core/files/JsonFields.h"
#include "core/files/Utf8Path.h"
#include "core/models/rowSizes.h"
#include "core/runs/SpecJson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace isthmus {

namespace {

const QString kFolder = QStringLiteral(":/isthmus/presets");
constexpr qint64 kLargestFile = 4 << 20;

/// The presets by family, from what is met first to what is met last. A preset that is not named here comes after them.
constexpr std::array<std::string_view, 13> kOrder{"dense-ae", "dense-dae", "sparse-ae", "linear-ae", "vae-2d",
    "dense-vae", "conv-ae", "conv-dae", "conv-vae", "table-ae", "table-vae", "signal-ae", "signal-vae"};

auto placeOf(const std::string& name)
{
    return std::find(kOrder.begin(), kOrder.end(), name);
}

bool isForRows(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    if (!fields.has("for"))
        return false;
    if (fields.text("for") != "rows")
        fields.refuse("for", "\"rows\"");
    return true;
}

Preset readPreset(const QString& path, const std::string& where)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(where + ": cannot be read: " + file.errorString().toStdString());
    if (file.size() > kLargestFile) {
        throw Error(where + ": expected a model file of at most " + grouped(kLargestFile) + " bytes, found "
            + grouped(file.size()));
    }
    QJsonObject object = parseJsonObject(file.readAll(), where);
    Preset preset;
    if (object.contains("training")) {
        const JsonFields training = JsonFields(object, where).object("training");
        preset.training = trainingFromJson(training.json(), training.where());
    }
    object.remove("training");
    preset.isForRows = isForRows(object, where);
    object.remove("for");
    if (!object.contains("name"))
        object.insert("name", QFileInfo(path).completeBaseName());
    preset.model = modelFromJson(object, where);
    return preset;
}

} // namespace

const std::vector<std::string>& presetNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> found;
        for (const QFileInfo& file : QDir(kFolder).entryInfoList({"*.json"}, QDir::Files, QDir::Name))
            found.push_back(file.completeBaseName().toStdString());
        std::stable_sort(found.begin(), found.end(),
            [](const std::string& one, const std::string& other) { return placeOf(one) < placeOf(other); });
        return found;
    }();
    return names;
}

std::vector<std::string> presetNamesFor(Shape data)
{
    std::vector<std::string> forRows;
    std::vector<std::string> others;
    for (const std::string& name : presetNames())
        (loadPreset(name).isForRows ? forRows : others).push_back(name);
    if (data.isRow())
        others.insert(others.begin(), forRows.begin(), forRows.end());
    return others;
}

bool isPresetName(const std::string& name)
{
    const std::vector<std::string>& names = presetNames();
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isPreset(const ModelSpec& model, Shape data)
{
    return isPresetName(model.name) && loadPreset(model.name, data).model == model;
}

bool hasOwnLayers(const ModelSpec& model, Shape data)
{
    if (!isPresetName(model.name))
        return true;
    ModelSpec preset = loadPreset(model.name, data).model;
    preset.title = model.title;
    const std::vector<LayerSpec> decoder = preset.decoder;
    preset = withLoss(preset, model.loss);
    if (model.decoder == decoder)
        preset.decoder = decoder;
    return model != preset;
}

Preset loadPreset(const std::string& nameOrPath)
{
    requireUtf8(nameOrPath);
    const std::vector<std::string>& names = presetNames();
    const QString given = QString::fromStdString(nameOrPath);
    if (std::find(names.begin(), names.end(), nameOrPath) != names.end())
        return readPreset(kFolder + '/' + given + ".json", "preset " + nameOrPath);
    if (QFileInfo(given).isFile())
        return loadModelFile(nameOrPath);
    std::string known;
    for (const std::string& name : names)
        known += (known.empty() ? "" : ", ") + name;
    throw Error("model \"" + nameOrPath + "\": expected a JSON model file or one of " + known + ", found neither");
}

Preset loadPreset(const std::string& nameOrPath, Shape data)
{
    Preset preset = loadPreset(nameOrPath);
    if (preset.isForRows && data.isRow())
        preset.model = sizedForRows(preset.model, data.size());
    return preset;
}

Preset loadModelFile(const std::string& path)
{
    const QFileInfo file(QString::fromStdString(path));
    if (!file.isFile()) // a pipe could be waited on for ever
        throw Error(path + ": expected a JSON model file, found " + (file.exists() ? "something else" : "nothing"));
    return readPreset(file.filePath(), path);
}

void writeModelFile(const std::string& path, const ModelSpec& model)
{
    const QByteArray text = QJsonDocument(toJson(model)).toJson();
    AtomicFile file(path);
    file.write(std::as_bytes(std::span(text.data(), static_cast<std::size_t>(text.size()))));
    file.commit();
}

} // namespace isthmus
