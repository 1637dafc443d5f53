// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/ScalingJson.h"

#include "core/base/Error.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

namespace isthmus {

namespace {

constexpr double kAnyScale = std::numeric_limits<double>::max();

ScalingForm formFromJson(const JsonFields& fields)
{
    if (!fields.has("form"))
        return ScalingForm::Plain;
    const std::string name = fields.text("form");
    try {
        return scalingForm(name);
    } catch (const Error& error) {
        throw Error(fields.where() + ": form: " + error.what());
    }
}

/// How many steps follow for a form.
Index stepsOf(ScalingForm form, Shape shape)
{
    if (form == ScalingForm::Plain || form == ScalingForm::Symmetric)
        return 0;
    return form == ScalingForm::Channels ? shape.channels : shape.size();
}

QJsonArray numbersOf(const JsonFields& fields, const char* key, Index count)
{
    QJsonArray numbers = fields.array(key);
    if (numbers.size() != count)
        fields.refuse(key, grouped(count) + " numbers, one for each channel or column");
    for (const auto& each : numbers) {
        const QJsonValue value = each;
        if (!value.isDouble() || !std::isfinite(value.toDouble()))
            fields.refuse(key, "numbers");
    }
    return numbers;
}

/// Not 0 at the columns that the list names; empty without a list.
std::vector<std::uint8_t> flagsOf(const JsonFields& fields, Index count)
{
    std::vector<std::uint8_t> flags;
    if (!fields.has("flags"))
        return flags;
    flags.resize(static_cast<std::size_t>(count));
    for (const auto& entry : fields.array("flags")) {
        const double place = QJsonValue(entry).toDouble(-1);
        if (!(place >= 0 && place < static_cast<double>(count)) || place != std::floor(place))
            fields.refuse("flags", "numbers of columns from 0 to " + grouped(count - 1));
        flags[static_cast<std::size_t>(place)] = 1;
    }
    return flags;
}

} // namespace

QJsonObject toJson(const Scaling& scaling)
{
    QJsonObject object{{"scale", scaling.scale}, {"offset", scaling.offset}};
    if (scaling.form != ScalingForm::Plain)
        object.insert("form", QLatin1String(nameOf(scaling.form)));
    if (scaling.each.empty())
        return object;
    QJsonArray scales;
    QJsonArray offsets;
    for (const Affine& step : scaling.each) {
        scales.append(step.scale);
        offsets.append(step.offset);
    }
    object.insert("scales", scales);
    object.insert("offsets", offsets);
    QJsonArray flags;
    for (std::size_t place = 0; place < scaling.flags.size(); ++place)
        if (scaling.isFlag(static_cast<Index>(place)))
            flags.append(static_cast<qint64>(place));
    if (!flags.isEmpty())
        object.insert("flags", flags);
    return object;
}

Scaling scalingFromJson(const JsonFields& fields, Shape shape)
{
    fields.allow({"scale", "offset", "form", "scales", "offsets", "flags"});
    Scaling scaling{fields.number("scale", -kAnyScale, kAnyScale), fields.number("offset", -kAnyScale, kAnyScale),
        formFromJson(fields), {}};
    const Index count = stepsOf(scaling.form, shape);
    if (count == 0)
        return scaling;
    const QJsonArray scales = numbersOf(fields, "scales", count);
    const QJsonArray offsets = numbersOf(fields, "offsets", count);
    for (qsizetype i = 0; i < scales.size(); ++i) {
        scaling.each.push_back({scales[i].toDouble(), offsets[i].toDouble()});
        if (scaling.each.back().scale == 0)
            fields.refuse("scales", "numbers other than 0");
    }
    scaling.flags = flagsOf(fields, count);
    return scaling;
}

} // namespace isthmus
