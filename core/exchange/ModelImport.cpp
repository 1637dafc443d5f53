// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/ModelImport.h"

#include "core/base/Error.h"
#include "core/exchange/WeightsImport.h"
#include "core/exchange/onnx/OnnxImport.h"
#include "core/runs/Presets.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <utility>

namespace isthmus {

namespace {

constexpr quint64 kLongestHeader = 16 << 20; // bytes; a large language model has one of 0.1 MB

/// The JSON text of a safetensors file that names its tensors; none of any other file.
std::optional<QByteArray> safetensorsHeader(QFile& file)
{
    const QByteArray start = file.read(sizeof(quint64));
    if (start.size() < static_cast<qsizetype>(sizeof(quint64)))
        return std::nullopt;
    const auto length = qFromLittleEndian<quint64>(start.constData());
    if (length > kLongestHeader || length + sizeof(quint64) > static_cast<quint64>(file.size()))
        return std::nullopt;
    QByteArray header = file.read(static_cast<qint64>(length));
    return header.startsWith('{') && header.contains("\"data_offsets\"") ? std::optional(std::move(header))
                                                                         : std::nullopt;
}

QString placeBeside(const std::string& path)
{
    const QFileInfo file(QString::fromStdString(path));
    return file.path() + '/' + file.completeBaseName() + ".json";
}

} // namespace

bool isSafetensors(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (const QFileInfo info(file); info.exists() && !info.isFile())
        throw Error(path + ": expected a model (ONNX or safetensors), found "
            + (info.isDir() ? "a folder" : "a device or a pipe"));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path + ": cannot be read: " + file.errorString().toStdString());
    const QByteArray start = file.read(9);
    return start.size() == 9 && start[8] == '{';
}

bool isForeignModel(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    if (const std::optional<QByteArray> header = safetensorsHeader(file))
        return !header->contains("\"isthmus.");
    return file.fileName().endsWith(".onnx", Qt::CaseInsensitive);
}

std::string modelFileBeside(const std::string& path)
{
    const QString beside = placeBeside(path);
    return QFileInfo::exists(beside) ? beside.toStdString() : std::string();
}

Checkpoint importModel(const ImportSource& source, const std::optional<DataReference>& data)
{
    if (!isSafetensors(source.path))
        return importOnnx(source.path, source.decoder, data);
    if (!data)
        throw Error(source.path + ": does not say which images it is for; a data set must be given");
    const std::string model = source.model.empty() ? modelFileBeside(source.path) : source.model;
    if (model.empty())
        throw Error(source.path + ": expected its layers in " + placeBeside(source.path).toStdString()
            + ", or the name of a model with them, found neither");
    return importWeights(source.path, loadPreset(model).model, *data);
}

DataReference referenceTo(const Dataset& data)
{
    return {data.name, data.fingerprint(), data.shape, data.scaling, {}, data.reading};
}

} // namespace isthmus
