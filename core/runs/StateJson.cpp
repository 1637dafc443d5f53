// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/StateJson.h"

#include "core/base/Error.h"
#include "core/files/JsonFields.h"
#include "core/nn/products/Product.h"
#include "core/runs/RecordColumns.h"
#include "core/runs/SpecJson.h"
#include "core/train/knobChanges.h"

#include <cctype>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <type_traits>

namespace isthmus {

namespace {

constexpr std::int64_t kMost = std::int64_t(1) << 62; // steps; an epoch more can be counted
constexpr int kMostEpochs = std::numeric_limits<int>::max() / 2;
constexpr double kAnyNumber = std::numeric_limits<double>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// JSON has no NaN and no infinity, and a diverged loss is one: they are texts.
QJsonValue realToJson(double value)
{
    if (std::isfinite(value))
        return value;
    if (std::isnan(value))
        return "nan";
    return value > 0 ? "inf" : "-inf";
}

double realFromJson(const JsonFields& fields, const char* key)
{
    const QJsonValue value = fields.json().value(QLatin1String(key));
    if (value.isDouble())
        return value.toDouble();
    const QString text = value.toString();
    if (text == QLatin1String("nan"))
        return std::numeric_limits<double>::quiet_NaN();
    if (text == QLatin1String("inf") || text == QLatin1String("-inf"))
        return text.startsWith('-') ? -kInfinity : kInfinity;
    fields.refuse(key, "a number, \"nan\", \"inf\" or \"-inf\"");
}

float floatFromJson(const JsonFields& fields, const char* key)
{
    const double value = realFromJson(fields, key);
    if (std::isfinite(value) && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
        fields.refuse(key, "a number of 32 bits");
    return static_cast<float>(value);
}

std::int64_t stepFromJson(const JsonFields& fields, const char* key)
{
    const std::int64_t step = fields.integer(key, 0, std::numeric_limits<std::int64_t>::max());
    if (step > kMost)
        fields.refuse(key, "at most " + grouped(kMost));
    return step;
}

/// "trained_kl" as a key of JSON: "trainedKl".
std::string keyOf(const Column& column)
{
    std::string key;
    bool beginsWord = false;
    for (const char letter : column.name) {
        if (letter != '_')
            key += beginsWord ? static_cast<char>(std::toupper(letter)) : letter;
        beginsWord = letter == '_';
    }
    return key;
}

QJsonValue valueToJson(std::int64_t step)
{
    return QString::number(step); // a JSON number has 53 bits
}

QJsonValue valueToJson(double value)
{
    return realToJson(value);
}

QJsonValue valueToJson(float value)
{
    return realToJson(static_cast<double>(value));
}

template <typename Value>
Value valueFromJson(const JsonFields& fields, const char* key)
{
    if constexpr (std::is_same_v<Value, float>)
        return floatFromJson(fields, key);
    else if constexpr (std::is_same_v<Value, double>)
        return fields.number(key, 0, kAnyNumber);
    else
        return stepFromJson(fields, key);
}

QJsonObject recordToJson(const StepRecord& record, std::span<const Term> terms)
{
    QJsonObject json;
    const auto insert = [&](const Column& column, auto valueOf) {
        json.insert(QString::fromStdString(keyOf(column)), valueToJson(valueOf(record)));
    };
    visitColumns(&record, terms, insert);
    return json;
}

/// Files that are older than a column lack it.
StepRecord recordFromJson(const JsonFields& fields, std::span<const Term> terms)
{
    StepRecord record;
    const auto read = [&]<typename ValueOf>(const Column& column, ValueOf valueOf) {
        using Value = ValueIn<StepRecord, ValueOf>;
        const std::string key = keyOf(column);
        if (column.since == 1 || fields.has(key.c_str()))
            valueOf(record) = valueFromJson<Value>(fields, key.c_str());
        else if (column.standIn != kNoTerm)
            valueOf(record) = static_cast<Value>(record.terms[column.standIn]);
    };
    visitColumns(&record, terms, read);
    return record;
}

QJsonObject scheduleToJson(const ScheduleState& schedule)
{
    return {{"factor", schedule.factor}, {"best", realToJson(static_cast<double>(schedule.best))},
        {"badEpochs", schedule.badEpochs}};
}

ScheduleState scheduleStateFromJson(const JsonFields& fields)
{
    return {fields.number("factor", 0, 1), floatFromJson(fields, "best"),
        static_cast<int>(fields.integer("badEpochs", 0, kMostEpochs))};
}

QJsonObject bestToJson(const BestEpoch& best, std::span<const Term> terms)
{
    return {{"loss", realToJson(static_cast<double>(best.loss))}, {"record", recordToJson(best.record, terms)},
        {"epochsSince", best.epochsSince}, {"kept", best.parameters != nullptr}};
}

BestEpoch bestFromJson(const JsonFields& fields, std::span<const Term> terms)
{
    return {floatFromJson(fields, "loss"), recordFromJson(fields.object("record"), terms),
        static_cast<int>(fields.integer("epochsSince", 0, kMostEpochs)),
        fields.boolean("kept") ? std::make_shared<const FloatVector>() : nullptr};
}

QJsonArray changesToJson(const std::vector<KnobChange>& changes)
{
    QJsonArray list;
    for (const KnobChange& change : changes) {
        list.append(QJsonObject{{"knob", QString::fromStdString(change.knob)},
            {"from", QString::fromStdString(change.from)}, {"to", QString::fromStdString(change.to)}});
    }
    return list;
}

KnobChange changeFromJson(const JsonFields& fields)
{
    const KnobChange change{0, fields.text("knob"), fields.text("from"), fields.text("to")};
    try {
        return checked(change);
    } catch (const Error& error) {
        throw Error(fields.where() + ": " + error.what());
    }
}

std::vector<KnobChange> changesFromJson(const JsonFields& fields)
{
    std::vector<KnobChange> changes;
    for (const auto& value : fields.array("knobChanges")) {
        const std::string where = fields.where() + ": knobChanges " + std::to_string(changes.size());
        changes.push_back(changeFromJson({value.toObject(), where}));
    }
    return changes;
}

} // namespace

QJsonObject stateToJson(const Checkpoint& checkpoint)
{
    return {{"format", kRunFileFormat}, {"kernels", QString::fromLatin1(productKernels())},
        {"step", QString::number(checkpoint.step)}, {"optimizerTime", QString::number(checkpoint.optimizer.time)},
        {"record", recordToJson(checkpoint.record, checkpoint.terms)}, {"knobs", toJson(checkpoint.knobs)},
        {"knobChanges", changesToJson(checkpoint.knobChanges)}, {"schedule", scheduleToJson(checkpoint.schedule)},
        {"best", bestToJson(checkpoint.best, checkpoint.terms)}};
}

RunOrigin originFromJson(const QJsonObject& state, const std::string& where)
{
    const JsonFields fields(state, where);
    const std::int64_t format = fields.integer("format", 1, std::numeric_limits<int>::max());
    if (format > kRunFileFormat)
        fields.refuse("format", "a run file of format " + std::to_string(kRunFileFormat));
    return {static_cast<int>(format), fields.text("kernels")};
}

void stateFromJson(const QJsonObject& state, const std::string& where, Checkpoint& checkpoint)
{
    const JsonFields fields(state, where);
    checkpoint.step = stepFromJson(fields, "step");
    checkpoint.optimizer.time = stepFromJson(fields, "optimizerTime");
    const JsonFields record = fields.object("record");
    checkpoint.record = recordFromJson(record, checkpoint.terms);
    if (checkpoint.record.step != checkpoint.step)
        record.refuse("step", "that of the run, " + grouped(checkpoint.step));
    const JsonFields knobs = fields.object("knobs");
    checkpoint.knobs = knobsFromJson(knobs.json(), knobs.where());
    checkpoint.knobChanges = changesFromJson(fields);
    if (fields.has("schedule"))
        checkpoint.schedule = scheduleStateFromJson(fields.object("schedule"));
    if (fields.has("best"))
        checkpoint.best = bestFromJson(fields.object("best"), checkpoint.terms);
}

} // namespace isthmus
