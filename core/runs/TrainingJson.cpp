// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/datasets/ReadFields.h"
#include "core/files/JsonFields.h"
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

Corruption corruptionFromJson(const JsonFields& fields)
{
    const std::string text = fields.text("corruption");
    try {
        return Corruption::parse(text);
    } catch (const Error& error) {
        throw Error(fields.where() + ": " + error.what());
    }
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

} // namespace

QJsonObject toJson(const TrainSpec& spec)
{
    return {{"epochs", spec.epochs}, {"batch", spec.batchSize}, {"learningRate", spec.learningRate},
        {"optimizer", QString::fromStdString(spec.optimizer)}, {"momentum", spec.momentum},
        {"weightDecay", spec.weightDecay}, {"clipNorm", spec.clipNorm}, {"schedule", toJson(spec.schedule)},
        {"earlyStopping", spec.earlyStopping}, {"keepBest", spec.keepBest}, {"beta", spec.beta},
        {"klWarmup", spec.klWarmup}, {"freeBits", spec.freeBits}, {"sparsity", spec.sparsity},
        {"corruption", QString::fromStdString(spec.corruption.text())}, {"validation", spec.validation},
        {"seed", QString::number(spec.seed)}};
}

TrainSpec trainingFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"epochs", "batch", "learningRate", "optimizer", "momentum", "weightDecay", "clipNorm", "schedule",
        "earlyStopping", "keepBest", "beta", "klWarmup", "freeBits", "sparsity", "corruption", "validation", "seed"});
    TrainSpec spec;
    if (fields.has("epochs"))
        spec.epochs = static_cast<int>(fields.integer("epochs", 0, kAnyInt));
    if (fields.has("batch"))
        spec.batchSize = static_cast<int>(fields.integer("batch", 1, kAnyInt));
    if (fields.has("learningRate"))
        spec.learningRate = fields.number("learningRate", 0, kAnyReal);
    if (fields.has("optimizer"))
        spec.optimizer = optimizerFromJson(fields);
    if (fields.has("momentum"))
        spec.momentum = fields.number("momentum", 0, 1);
    readOptimization(fields, spec);
    if (fields.has("beta"))
        spec.beta = fields.number("beta", 0, kAnyReal);
    if (fields.has("klWarmup"))
        spec.klWarmup = fields.number("klWarmup", 0, kAnyReal);
    if (fields.has("freeBits"))
        spec.freeBits = fields.number("freeBits", 0, kAnyReal);
    if (fields.has("sparsity"))
        spec.sparsity = fields.number("sparsity", 0, kAnyReal);
    if (fields.has("corruption"))
        spec.corruption = corruptionFromJson(fields);
    if (fields.has("validation"))
        spec.validation = fields.number("validation", 0, kBelowOne);
    if (fields.has("seed"))
        spec.seed = fields.unsigned64("seed");
    return spec;
}

QJsonObject toJson(const Knobs& knobs)
{
    return {{"learningRate", knobs.learningRate}, {"beta", knobs.beta}, {"freeBits", knobs.freeBits},
        {"sparsity", knobs.sparsity}, {"corruption", QString::fromStdString(knobs.corruption.text())}};
}

Knobs knobsFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"learningRate", "beta", "freeBits", "sparsity", "corruption"});
    const auto orZero = [&](const char* key) { return fields.has(key) ? fields.number(key, 0, kAnyReal) : 0; };
    return {fields.number("learningRate", 0, kAnyReal), fields.number("beta", 0, kAnyReal), corruptionFromJson(fields),
        orZero("freeBits"), orZero("sparsity")};
}

QJsonObject toJson(const SplitSpec& split)
{
    QJsonArray classes;
    for (const std::string& name : split.classes)
        classes.append(QString::fromStdString(name));
    return {{"classes", classes}, {"limit", QString::number(split.limit)}, {"validation", split.validation},
        {"seed", QString::number(split.seed)}};
}

SplitSpec splitFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"classes", "limit", "validation", "seed"});
    SplitSpec split;
    for (const auto& entry : fields.array("classes")) {
        const QJsonValue value = entry;
        if (!value.isString())
            throw Error(fields.where() + ": classes: expected texts, found " + describe(value));
        split.classes.push_back(value.toString().toStdString());
    }
    split.limit = fields.integer("limit", 0, std::numeric_limits<std::int64_t>::max());
    split.validation = fields.number("validation", 0, kBelowOne);
    split.seed = fields.unsigned64("seed");
    return split;
}

QJsonObject toJson(const DataReference& data)
{
    QJsonObject object{{"name", QString::fromStdString(data.name)},
        {"fingerprint", QString::fromStdString(data.fingerprint)}, {"height", data.shape.height},
        {"width", data.shape.width}, {"channels", data.shape.channels},
        {"scaling", QJsonObject{{"scale", data.scaling.scale}, {"offset", data.scaling.offset}}},
        {"split", toJson(data.split)}};
    if (const QJsonObject reading = toJson(data.reading); !reading.isEmpty())
        object.insert("reading", reading);
    return object;
}

DataReference dataFromJson(const QJsonObject& object, const std::string& where)
{
    const JsonFields fields(object, where);
    fields.allow({"name", "fingerprint", "height", "width", "channels", "scaling", "split", "reading"});
    const JsonFields scaling = fields.object("scaling");
    scaling.allow({"scale", "offset"});
    const JsonFields split = fields.object("split");
    const bool hasReading = fields.has("reading");
    return {fields.text("name"), fields.text("fingerprint"), shapeFromJson(fields),
        Scaling{scaling.number("scale", -kAnyReal, kAnyReal), scaling.number("offset", -kAnyReal, kAnyReal)},
        splitFromJson(split.json(), split.where()),
        hasReading ? readingFromJson(fields.object("reading").json(), where + ": reading") : ReadOptions()};
}

} // namespace isthmus
