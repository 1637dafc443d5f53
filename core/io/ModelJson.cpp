// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/io/JsonFields.h"
#include "core/io/SpecJson.h"
#include "core/nn/Loss.h"
#include "core/nn/layers.h"

#include <QJsonArray>

namespace isthmus {

namespace {

constexpr qsizetype kMostLayers = 1000;
constexpr int kLargestLatent = 1 << 20;
constexpr const char* kCount = "units"; // the field that may follow the data
const QLatin1String kData("data");

QJsonArray layersToJson(const std::vector<LayerSpec>& layers)
{
    QJsonArray list;
    for (const LayerSpec& layer : layers) {
        QJsonObject entry{{"type", QString::fromStdString(layer.type)}};
        for (const auto& [field, value] : layer.values) {
            const bool asData = field == kCount && value == kAsData;
            entry.insert(QString::fromStdString(field), asData ? QJsonValue(kData) : QJsonValue(value));
        }
        list.append(entry);
    }
    return list;
}

double fieldFromJson(const QString& field, const QJsonValue& value, const std::string& where)
{
    const bool isCount = field == QLatin1String(kCount);
    if (isCount && value == QJsonValue(kData))
        return kAsData;
    if (!value.isDouble() || (isCount && value.toDouble() == kAsData)) {
        throw Error(where + ": " + field.toStdString() + ": expected " + (isCount ? "a count or \"data\"" : "a number")
            + ", found " + describe(value));
    }
    return value.toDouble();
}

LayerSpec layerFromJson(const QJsonValue& entry, const std::string& where)
{
    if (!entry.isObject())
        throw Error(where + ": expected a layer, found " + describe(entry));
    const QJsonObject object = entry.toObject();
    LayerSpec layer{JsonFields(object, where).text("type"), {}};
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (field.key() != QLatin1String("type"))
            layer.values[field.key().toStdString()] = fieldFromJson(field.key(), field.value(), where);
    }
    try {
        checkLayerSpec(layer);
    } catch (const Error& error) {
        throw Error(where + ": " + error.what());
    }
    return layer;
}

std::vector<LayerSpec> layersFromJson(const JsonFields& fields, const char* key)
{
    const QJsonArray list = fields.array(key);
    if (list.size() > kMostLayers)
        throw Error(fields.where() + ": " + key + ": expected at most 1,000 layers, found " + grouped(list.size()));
    std::vector<LayerSpec> layers;
    for (const QJsonValue& entry : list)
        layers.push_back(layerFromJson(entry, fields.where() + ": " + key + " " + std::to_string(layers.size())));
    return layers;
}

Bottleneck bottleneckFromJson(const JsonFields& fields)
{
    const std::string name = fields.text("bottleneck");
    if (name != "plain" && name != "gaussian")
        fields.refuse("bottleneck", "\"plain\" or \"gaussian\"");
    return name == "plain" ? Bottleneck::Plain : Bottleneck::Gaussian;
}

std::string lossFromJson(const JsonFields& fields)
{
    const std::string name = fields.text("loss");
    try {
        return lossType(name).name;
    } catch (const Error& error) {
        throw Error(fields.where() + ": " + error.what());
    }
}

} // namespace

QJsonObject toJson(const ModelSpec& spec)
{
    QJsonObject object{
        {"name", QString::fromStdString(spec.name)},
        {"title", QString::fromStdString(spec.title)},
        {"encoder", layersToJson(spec.encoder)},
        {"bottleneck", spec.isVariational() ? "gaussian" : "plain"},
        {"decoder", layersToJson(spec.decoder)},
        {"loss", QString::fromStdString(spec.loss)},
    };
    if (spec.latentDim != 0)
        object.insert("latent", spec.latentDim);
    return object;
}

ModelSpec modelFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"name", "title", "encoder", "bottleneck", "latent", "decoder", "loss"});
    ModelSpec spec;
    spec.name = fields.text("name");
    spec.title = fields.has("title") ? fields.text("title") : spec.name;
    spec.encoder = layersFromJson(fields, "encoder");
    spec.bottleneck = bottleneckFromJson(fields);
    if (spec.isVariational() || fields.has("latent"))
        spec.latentDim = static_cast<int>(fields.integer("latent", spec.isVariational() ? 1 : 0, kLargestLatent));
    spec.decoder = layersFromJson(fields, "decoder");
    spec.loss = lossFromJson(fields);
    return spec;
}

} // namespace isthmus
