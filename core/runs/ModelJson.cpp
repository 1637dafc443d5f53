// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/JsonFields.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Loss.h"
#include "core/nn/layers.h"
#include "core/runs/SpecJson.h"

#include <QJsonArray>

#include <algorithm>

namespace isthmus {

namespace {

constexpr qsizetype kMostLayers = 1000;

const LayerField* fieldOf(const LayerType& type, const std::string& name)
{
    const auto found =
        std::find_if(type.fields.begin(), type.fields.end(), [&](const LayerField& each) { return each.name == name; });
    return found == type.fields.end() ? nullptr : &*found;
}

QJsonValue fieldToJson(const LayerField* field, double value)
{
    if (field != nullptr) {
        for (const FieldWord& word : field->words)
            if (word.value == value)
                return QLatin1String(word.word);
    }
    return value;
}

QJsonArray layersToJson(const std::vector<LayerSpec>& layers)
{
    QJsonArray list;
    for (const LayerSpec& layer : layers) {
        QJsonObject entry{{"type", QString::fromStdString(layer.type)}};
        const LayerType& type = layerType(layer.type);
        for (const auto& [name, value] : layer.values)
            entry.insert(QString::fromStdString(name), fieldToJson(fieldOf(type, name), value));
        list.append(entry);
    }
    return list;
}

/// A number, or one of the field's words. The numbers that stand for words are no numbers of the field.
double fieldFromJson(const LayerField& field, const QJsonValue& value, const std::string& where)
{
    std::string words;
    bool isWordsNumber = false;
    for (const FieldWord& word : field.words) {
        if (value.isString() && value.toString() == QLatin1String(word.word))
            return word.value;
        isWordsNumber = isWordsNumber || (value.isDouble() && value.toDouble() == word.value);
        words += " or \"" + std::string(word.word) + '"';
    }
    if (!value.isDouble() || isWordsNumber) {
        throw Error(where + ": " + field.name + ": expected " + (field.integer ? "a whole number" : "a number") + words
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
    try {
        const LayerType& type = layerType(layer.type);
        for (auto value = object.begin(); value != object.end(); ++value) {
            const std::string name = value.key().toStdString();
            if (name == "type")
                continue;
            const LayerField* field = fieldOf(type, name);
            if (field == nullptr)
                throw Error("layer " + std::string(type.name) + ": has no field \"" + name + '"');
            layer.values[name] = fieldFromJson(*field, value.value(), "layer " + std::string(type.name));
        }
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

const char* nameOf(Bottleneck bottleneck)
{
    switch (bottleneck) {
    case Bottleneck::Gaussian:
        return "gaussian";
    case Bottleneck::NoEncoder:
        return "none";
    case Bottleneck::Plain:
        break;
    }
    return "plain";
}

Bottleneck bottleneckFromJson(const JsonFields& fields)
{
    const std::string name = fields.text("bottleneck");
    for (const Bottleneck each : {Bottleneck::Plain, Bottleneck::Gaussian, Bottleneck::NoEncoder})
        if (name == nameOf(each))
            return each;
    fields.refuse("bottleneck", "\"plain\", \"gaussian\" or, for a decoder alone, \"none\"");
}

/// A length, or channels, height and width.
QJsonArray codeToJson(Shape code)
{
    if (code.height == 1 && code.width == 1)
        return {code.channels};
    return {code.channels, code.height, code.width};
}

Shape codeFromJson(const JsonFields& fields)
{
    const QJsonArray extents = fields.array("code");
    std::vector<int> found;
    Index size = 1;
    for (const QJsonValue& value : extents) {
        const int extent = value.toInt(0);
        if (extent < 1 || extent > kLargestCode / size)
            fields.refuse("code", "whole numbers from 1, of at most 1,048,576 in all");
        size *= extent;
        found.push_back(extent);
    }
    if (found.size() != 1 && found.size() != 3)
        fields.refuse("code", "a length, or channels, height and width");
    return found.size() == 1 ? Shape::vector(found[0]) : Shape{found[0], found[1], found[2]};
}

/// A name that one of the tables knows.
template <typename Type>
std::string nameFromJson(const JsonFields& fields, const char* key, const Type& (*typeOf)(const std::string&))
{
    const std::string name = fields.text(key);
    try {
        return typeOf(name).name;
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
        {"bottleneck", nameOf(spec.bottleneck)},
        {"decoder", layersToJson(spec.decoder)},
        {"loss", QString::fromStdString(spec.loss)},
        {"initialiser", QString::fromStdString(spec.initialiser)},
    };
    if (spec.hasEncoder())
        object.insert("encoder", layersToJson(spec.encoder));
    else
        object.insert("code", codeToJson(spec.code));
    if (spec.latentDim != 0)
        object.insert("latent", spec.latentDim);
    return object;
}

ModelSpec modelFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"name", "title", "encoder", "bottleneck", "latent", "decoder", "loss", "initialiser", "code"});
    ModelSpec spec;
    spec.name = fields.text("name");
    spec.title = fields.has("title") ? fields.text("title") : spec.name;
    spec.bottleneck = bottleneckFromJson(fields);
    if (spec.hasEncoder() || fields.has("encoder"))
        spec.encoder = layersFromJson(fields, "encoder");
    if (!spec.hasEncoder())
        spec.code = codeFromJson(fields);
    else if (fields.has("code"))
        fields.refuse("code", "no such key in a model with an encoder");
    if (spec.isVariational() || fields.has("latent"))
        spec.latentDim = static_cast<int>(fields.integer("latent", spec.isVariational() ? 1 : 0, kLargestCode));
    spec.decoder = layersFromJson(fields, "decoder");
    spec.loss = nameFromJson(fields, "loss", lossType);
    if (fields.has("initialiser"))
        spec.initialiser = nameFromJson(fields, "initialiser", initialiserType);
    return spec;
}

} // namespace isthmus
