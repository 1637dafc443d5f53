// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/AtomicFile.h"
#include "core/files/Safetensors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

constexpr qsizetype kHeaderAlignment = 8;

std::int64_t byteSize(const TensorSource& tensor)
{
    std::int64_t size = tensorTypeSize(tensor.type);
    for (const Index extent : tensor.shape)
        size *= extent;
    return size;
}

QJsonObject metadataToJson(const std::map<std::string, std::string>& metadata)
{
    QJsonObject object;
    for (const auto& [key, text] : metadata)
        object.insert(QString::fromStdString(key), QString::fromStdString(text));
    return object;
}

/// The header's text, padded with spaces to a multiple of 8.
QByteArray headerText(const std::map<std::string, std::string>& metadata, const std::vector<TensorSource>& tensors)
{
    QJsonObject header{{"__metadata__", metadataToJson(metadata)}};
    qint64 position = 0;
    for (const TensorSource& tensor : tensors) {
        QJsonArray shape;
        for (const Index extent : tensor.shape)
            shape.append(static_cast<qint64>(extent));
        const qint64 end = position + byteSize(tensor);
        const QString name = QString::fromStdString(tensor.name);
        assert(!header.contains(name));
        header.insert(name,
            QJsonObject{
                {"dtype", tensorTypeName(tensor.type)}, {"shape", shape}, {"data_offsets", QJsonArray{position, end}}});
        position = end;
    }
    QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
    const qsizetype padding = (kHeaderAlignment - text.size() % kHeaderAlignment) % kHeaderAlignment;
    return text.append(padding, ' ');
}

} // namespace

void writeSafetensors(
    const std::string& path, const std::map<std::string, std::string>& metadata, std::vector<TensorSource> tensors)
{
    std::stable_sort(tensors.begin(), tensors.end(),
        [](const TensorSource& a, const TensorSource& b) { return tensorTypeSize(a.type) > tensorTypeSize(b.type); });
    AtomicFile file(path);
    const QByteArray header = headerText(metadata, tensors);
    const auto length = static_cast<std::uint64_t>(header.size());
    file.write(std::as_bytes(std::span(&length, 1)));
    file.write(std::as_bytes(std::span(header.data(), static_cast<std::size_t>(header.size()))));
    std::vector<std::byte> buffer;
    for (const TensorSource& tensor : tensors) {
        buffer.resize(static_cast<std::size_t>(byteSize(tensor)));
        tensor.fill(buffer.data());
        file.write(buffer);
    }
    file.commit();
}

} // namespace isthmus
