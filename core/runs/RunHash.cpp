// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunHash.h"

#include "core/runs/SpecJson.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <bit>

namespace isthmus {

namespace {

static_assert(std::endian::native == std::endian::little, "floats are hashed as they lie in memory");

constexpr qsizetype kBytes = 8;

void addLine(QCryptographicHash& hash, const QByteArray& text)
{
    hash.addData(text);
    hash.addData(QByteArrayView("\n"));
}

QByteArray textOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

std::string runHash(const Autoencoder& model, const FloatVector& parameters, const TrainSpec& training,
    const std::string& fingerprint, std::int64_t step)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addLine(hash, textOf(toJson(model.spec())));
    addLine(hash, textOf(toJson(training)));
    addLine(hash, QByteArray::fromStdString(fingerprint));
    addLine(hash, QByteArray::number(static_cast<qint64>(step)));
    std::vector<Parameter> tensors = model.parameters();
    std::sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    for (const Parameter& tensor : tensors) {
        const FloatVector values = tensor.gather(parameters);
        hash.addData(QByteArrayView(
            reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size() * sizeof(float))));
    }
    return hash.result().left(kBytes).toHex().toStdString();
}

} // namespace isthmus
