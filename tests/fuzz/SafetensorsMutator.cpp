// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/SafetensorsMutator.h"

#include "tests/fuzz/JsonMutator.h"
#include "tests/fuzz/Mutate.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstring>

namespace isthmus::fuzz {

namespace {

constexpr std::size_t kPrefix = 8; // bytes that hold the header's length

double bytesOf(const QJsonObject& tensor)
{
    const QString type = tensor["dtype"].toString();
    double bytes = type == "F32" ? 4 : type == "U8" ? 1 : 8;
    for (const QJsonValue& extent : tensor["shape"].toArray())
        bytes *= std::max(0.0, extent.toDouble());
    return bytes;
}

/// Gives each tensor the place behind the one before it.
/// @return bytes of all, at most `room`: what does not fit stays where it was
qsizetype layOut(QJsonObject& header, std::size_t room)
{
    QStringList names = header.keys();
    names.removeAll("__metadata__");
    const auto begin = [&](const QString& name) { return header[name].toObject()["data_offsets"][0].toDouble(); };
    std::stable_sort(
        names.begin(), names.end(), [&](const QString& a, const QString& b) { return begin(a) < begin(b); });
    double next = 0;
    for (const QString& name : names) {
        QJsonObject tensor = header[name].toObject();
        const double end = next + bytesOf(tensor);
        if (!(end <= static_cast<double>(room)))
            break;
        tensor["data_offsets"] = QJsonArray{next, end};
        header[name] = tensor;
        next = end;
    }
    return static_cast<qsizetype>(next);
}

} // namespace

std::size_t mutateSafetensors(std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    JsonMutator mutator(seed, specWords());
    std::uint64_t length = 0;
    if (size >= kPrefix)
        std::memcpy(&length, bytes, kPrefix);
    if (size < kPrefix || length > size - kPrefix || mutator.pick(8) == 0)
        return LLVMFuzzerMutate(bytes, size, room);
    const std::size_t dataStart = kPrefix + length;
    if (mutator.pick(8) == 0)
        return dataStart + LLVMFuzzerMutate(bytes + dataStart, size - dataStart, room - dataStart);

    const char* text = reinterpret_cast<const char*>(bytes);
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(text + kPrefix, static_cast<qsizetype>(length)));
    if (!document.isObject())
        return LLVMFuzzerMutate(bytes, size, room);
    QJsonObject header = mutator.changed(document.object());
    QByteArray data(text + dataStart, static_cast<qsizetype>(size - dataStart));
    if (mutator.pick(2) == 0)
        data.resize(layOut(header, room), '\0');
    const QByteArray json = QJsonDocument(header).toJson(QJsonDocument::Compact);
    length = static_cast<std::uint64_t>(json.size());
    const QByteArray file = QByteArray(reinterpret_cast<const char*>(&length), kPrefix) + json + data;
    if (static_cast<std::size_t>(file.size()) > room)
        return LLVMFuzzerMutate(bytes, size, room);
    std::memcpy(bytes, file.constData(), static_cast<std::size_t>(file.size()));
    return static_cast<std::size_t>(file.size());
}

} // namespace isthmus::fuzz
