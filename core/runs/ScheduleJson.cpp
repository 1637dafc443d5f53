// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/JsonFields.h"
#include "core/runs/SpecJson.h"

#include <cmath>
#include <limits>

namespace isthmus {

namespace {

std::string kindFromJson(const JsonFields& fields)
{
    const std::string name = fields.text("kind");
    try {
        return scheduleType(name).name;
    } catch (const Error& error) {
        throw Error(fields.where() + ": " + error.what());
    }
}

double fieldFromJson(const JsonFields& fields, const ScheduleField& field)
{
    const double value = fields.number(field.name, field.minimum, field.maximum);
    if (field.integer && value != std::floor(value))
        fields.refuse(field.name, "a whole number");
    return value;
}

} // namespace

QJsonObject toJson(const ScheduleSpec& spec)
{
    QJsonObject object{{"kind", QString::fromStdString(spec.kind)}, {"warmup", spec.warmup}, {"horizon", spec.horizon}};
    for (const ScheduleField& field : scheduleFields())
        object.insert(QLatin1String(field.name), spec.*field.value);
    return object;
}

ScheduleSpec scheduleFromJson(const JsonFields& fields)
{
    const std::vector<ScheduleField> numbers = scheduleFields();
    std::vector<const char*> keys{"kind", "warmup", "horizon"};
    for (const ScheduleField& field : numbers)
        keys.push_back(field.name);
    fields.allow(keys);
    ScheduleSpec spec;
    if (fields.has("kind"))
        spec.kind = kindFromJson(fields);
    if (fields.has("warmup"))
        spec.warmup = fields.number("warmup", 0, std::numeric_limits<double>::max());
    if (fields.has("horizon"))
        spec.horizon = static_cast<int>(fields.integer("horizon", 0, std::numeric_limits<int>::max()));
    for (const ScheduleField& field : numbers) {
        if (fields.has(field.name))
            spec.*field.value = fieldFromJson(fields, field);
    }
    return spec;
}

} // namespace isthmus
