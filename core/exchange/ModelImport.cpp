// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/ModelImport.h"

#include "core/base/Error.h"
#include "core/exchange/WeightsFile.h"
#include "core/exchange/WeightsImport.h"
#include "core/exchange/foreignModels.h"
#include "core/exchange/onnx/OnnxImport.h"
#include "core/files/Safetensors.h"
#include "core/files/torch/TorchFile.h"
#include "core/runs/Presets.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

namespace isthmus {

namespace {

constexpr std::int64_t kLongestHeader = 16 << 20; // bytes; a large language model has one of 0.1 MB

QString placeBeside(const std::string& path)
{
    const QFileInfo file(QString::fromStdString(path));
    return file.path() + '/' + file.completeBaseName() + ".json";
}

} // namespace

bool holdsWeights(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (const QFileInfo info(file); info.exists() && !info.isFile())
        throw Error(path + ": expected a model (" + kModelFormats + "), found "
            + (info.isDir() ? "a folder" : "a device or a pipe"));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path + ": cannot be read: " + file.errorString().toStdString());
    return looksLikeWeights(path);
}

bool isForeignModel(const std::string& path)
{
    if (const QByteArray header = safetensorsHeader(path, kLongestHeader); header.contains("\"data_offsets\""))
        return !header.contains("\"isthmus.");
    const QFileInfo file(QString::fromStdString(path));
    if (file.isFile() && torchKindOf(path) == TorchKind::Named)
        return true;
    return file.isFile() && file.isReadable() && file.fileName().endsWith(".onnx", Qt::CaseInsensitive);
}

std::string modelFileBeside(const std::string& path)
{
    const QString beside = placeBeside(path);
    return QFileInfo::exists(beside) ? beside.toStdString() : std::string();
}

Checkpoint importModel(const ImportSource& source, const std::optional<DataReference>& data, ImportReport* report)
{
    if (!holdsWeights(source.path)) {
        requireOnnx(source.path);
        if (!source.decoder.empty())
            requireOnnx(source.decoder);
        return importOnnx(source.path, source.decoder, data, source.code, report);
    }
    if (!data)
        throw Error(source.path + ": does not say which images it is for; a data set must be given");
    const std::string model = source.model.empty() ? modelFileBeside(source.path) : source.model;
    if (model.empty())
        throw Error(source.path + ": expected its layers in " + placeBeside(source.path).toStdString()
            + ", or the name of a model with them, found neither");
    return importWeights(source.path, loadPreset(model, data->shape).model, *data, report);
}

DataReference referenceTo(const Dataset& data)
{
    return {data.name, data.fingerprint(), data.shape, data.scaling, {}, data.reading, data.count(), data.columns};
}

} // namespace isthmus
