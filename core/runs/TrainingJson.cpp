// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/datasets/ReadFields.h"
#include "core/files/JsonFields.h"
#include "core/runs/ScalingJson.h"
#include "core/runs/SpecJson.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

namespace isthmus {

namespace {

constexpr double kAnyReal = std::numeric_limits<double>::max();
constexpr std::int64_t kAnyInt = std::numeric_limits<int>::max();
constexpr std::int64_t kLongestPictureSide = 1 << 20;
constexpr Index kMostValues = Index(1) << 28; // of one sample
const double kBelowOne = std::nextafter(1.0, 0.0);

QJsonValue toJson(const KnobType& type, const Knobs& knobs)
{
    return type.number != nullptr ? QJsonValue(knobs.*type.number) : QString::fromStdString(type.text(knobs));
}

void readKnob(const JsonFields& fields, const KnobType& type, Knobs& knobs)
{
    if (type.number != nullptr) {
        knobs.*type.number = fields.number(type.key, type.minimum, type.maximum);
        return;
    }
    const std::string text = fields.text(type.key);
    try {
        type.read(text, knobs);
    } catch (const Error& error) {
        throw Error(fields.where() + ": " + error.what());
    }
}

std::vector<const char*> knobKeys()
{
    std::vector<const char*> keys;
    for (const KnobType& type : knobTypes())
        keys.push_back(type.key);
    return keys;
}

std::string optimizerFromJson(const JsonFields& fields)
{
    const std::string name = fields.text("optimizer");
    try {
        return optimizerType(name).name;
    } catch (const Error& error) {
        throw Error(fields.where() + ": " + error.what());
    }
}

void readOptimization(const JsonFields& fields, TrainSpec& spec)
{
    if (fields.has("weightDecay"))
        spec.weightDecay = fields.number("weightDecay", 0, kAnyReal);
    if (fields.has("clipNorm"))
        spec.clipNorm = fields.number("clipNorm", 0, kAnyReal);
    if (fields.has("schedule"))
        spec.schedule = scheduleFromJson(fields.object("schedule"));
    if (fields.has("earlyStopping"))
        spec.earlyStopping = static_cast<int>(fields.integer("earlyStopping", 0, kAnyInt));
    if (fields.has("keepBest"))
        spec.keepBest = fields.boolean("keepBest");
}

Shape shapeFromJson(const JsonFields& fields)
{
    const Shape shape{static_cast<int>(fields.integer("channels", 1, kMostValues)),
        static_cast<int>(fields.integer("height", 1, kLongestPictureSide)),
        static_cast<int>(fields.integer("width", 1, kLongestPictureSide))};
    if (shape.channels > kMostValues / shape.height / shape.width)
        throw Error(
            fields.where() + ": expected at most " + grouped(kMostValues) + " values a sample, found " + shape.text());
    return shape;
}

QJsonArray textsToJson(const std::vector<std::string>& texts)
{
    QJsonArray list;
    for (const std::string& text : texts)
        list.append(QString::fromStdString(text));
    return list;
}

std::vector<std::string> textsFromJson(const JsonFields& fields, const char* key)
{
    std::vector<std::string> texts;
    for (const auto& entry : fields.array(key)) {
        const QJsonValue value = entry;
        if (!value.isString())
            throw Error(fields.where() + ": " + key + ": expected texts, found " + describe(value));
        texts.push_back(value.toString().toStdString());
    }
    return texts;
}

/// Older files, and those of data without names, lack them.
ColumnNames columnsFromJson(const JsonFields& fields, Shape shape)
{
    ColumnNames columns = fields.has("columns") ? textsFromJson(fields, "columns") : ColumnNames();
    if (!columns.empty() && (!shape.isRow() || std::ssize(columns) != shape.size()))
        throw Error(fields.where() + ": columns: expected a name for each of " + grouped(shape.size())
            + " numbers of a row, found " + grouped(std::ssize(columns)));
    return columns;
}

QJsonArray fillsToJson(const std::vector<float>& fills)
{
    QJsonArray list;
    for (const float fill : fills)
        list.append(static_cast<double>(fill));
    return list;
}

/// Data without missing numbers, and older files, have none.
std::vector<float> fillsFromJson(const JsonFields& fields, Shape shape)
{
    std::vector<float> fills;
    if (!fields.has("fills"))
        return fills;
    for (const auto& entry : fields.array("fills")) {
        const QJsonValue value = entry;
        if (!value.isDouble() || !std::isfinite(static_cast<float>(value.toDouble())))
            fields.refuse("fills", "numbers of 32 bits");
        fills.push_back(static_cast<float>(value.toDouble()));
    }
    if (std::ssize(fills) != shape.size())
        throw Error(fields.where() + ": fills: expected a number for each of " + grouped(shape.size())
            + " places of a sample, found " + grouped(std::ssize(fills)));
    return fills;
}

} // namespace

QJsonObject toJson(const TrainSpec& spec)
{
    QJsonObject object = toJson(knobsOf(spec));
    object.insert("epochs", spec.epochs);
    object.insert("batch", spec.batchSize);
    object.insert("optimizer", QString::fromStdString(spec.optimizer));
    object.insert("momentum", spec.momentum);
    object.insert("weightDecay", spec.weightDecay);
    object.insert("clipNorm", spec.clipNorm);
    object.insert("schedule", toJson(spec.schedule));
    object.insert("earlyStopping", spec.earlyStopping);
    object.insert("keepBest", spec.keepBest);
    object.insert("klWarmup", spec.klWarmup);
    object.insert("validation", spec.validation);
    object.insert("seed", QString::number(spec.seed));
    return object;
}

TrainSpec trainingFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    std::vector<const char*> keys = knobKeys();
    keys.insert(keys.end(),
        {"epochs", "batch", "optimizer", "momentum", "weightDecay", "clipNorm", "schedule", "earlyStopping", "keepBest",
            "klWarmup", "validation", "seed"});
    fields.allow(keys);
    TrainSpec spec;
    for (const KnobType& type : knobTypes())
        if (fields.has(type.key))
            readKnob(fields, type, spec);
    if (fields.has("epochs"))
        spec.epochs = static_cast<int>(fields.integer("epochs", 0, kAnyInt));
    if (fields.has("batch"))
        spec.batchSize = static_cast<int>(fields.integer("batch", 1, kAnyInt));
    if (fields.has("optimizer"))
        spec.optimizer = optimizerFromJson(fields);
    if (fields.has("momentum"))
        spec.momentum = fields.number("momentum", 0, 1);
    readOptimization(fields, spec);
    if (fields.has("klWarmup"))
        spec.klWarmup = fields.number("klWarmup", 0, kAnyReal);
    if (fields.has("validation"))
        spec.validation = fields.number("validation", 0, kBelowOne);
    if (fields.has("seed"))
        spec.seed = fields.unsigned64("seed");
    return spec;
}

QJsonObject toJson(const Knobs& knobs)
{
    QJsonObject object;
    for (const KnobType& type : knobTypes())
        object.insert(QLatin1String(type.key), toJson(type, knobs));
    return object;
}

Knobs knobsFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow(knobKeys());
    Knobs knobs;
    for (const KnobType& type : knobTypes())
        if (type.isInEveryFile || fields.has(type.key))
            readKnob(fields, type, knobs);
    return knobs;
}

QJsonObject toJson(const SplitSpec& split)
{
    return {{"classes", textsToJson(split.classes)}, {"limit", QString::number(split.limit)},
        {"validation", split.validation}, {"seed", QString::number(split.seed)}};
}

SplitSpec splitFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"classes", "limit", "validation", "seed"});
    SplitSpec split;
    split.classes = textsFromJson(fields, "classes");
    split.limit = fields.integer("limit", 0, std::numeric_limits<std::int64_t>::max());
    split.validation = fields.number("validation", 0, kBelowOne);
    split.seed = fields.unsigned64("seed");
    return split;
}

QJsonObject toJson(const DataReference& data)
{
    QJsonObject object{{"name", QString::fromStdString(data.name)},
        {"fingerprint", QString::fromStdString(data.fingerprint)}, {"height", data.shape.height},
        {"width", data.shape.width}, {"channels", data.shape.channels}, {"scaling", toJson(data.scaling)},
        {"split", toJson(data.split)}};
    if (const QJsonObject reading = toJson(data.reading); !reading.isEmpty())
        object.insert("reading", reading);
    if (data.samples > 0)
        object.insert("samples", static_cast<qint64>(data.samples));
    if (!data.columns.empty())
        object.insert("columns", textsToJson(data.columns));
    if (!data.fills.empty())
        object.insert("fills", fillsToJson(data.fills));
    if (data.validation > 0)
        object.insert("validation", static_cast<qint64>(data.validation));
    return object;
}

DataReference dataFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"name", "fingerprint", "height", "width", "channels", "scaling", "split", "reading", "samples",
        "columns", "fills", "validation"});
    const JsonFields split = fields.object("split");
    const bool hasReading = fields.has("reading");
    return {fields.text("name"), fields.text("fingerprint"), shapeFromJson(fields),
        scalingFromJson(fields.object("scaling"), shapeFromJson(fields)), splitFromJson(split.json(), split.where()),
        hasReading ? readingFromJson(fields.object("reading").json(), where + ": reading") : ReadOptions(),
        fields.has("samples") ? fields.integer("samples", 1, std::numeric_limits<std::int64_t>::max()) : 0,
        columnsFromJson(fields, shapeFromJson(fields)), fillsFromJson(fields, shapeFromJson(fields)),
        fields.has("validation") ? fields.integer("validation", 1, std::numeric_limits<std::int64_t>::max()) : 0};
}

} // namespace isthmus
