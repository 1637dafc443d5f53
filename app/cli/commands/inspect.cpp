// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataOptions.h"
#include "app/cli/Output.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/base/named.h"

#include <algorithm>

namespace isthmus {

namespace {

std::string listed(const std::vector<std::string>& names)
{
    return names.empty() ? "none" : joinedText(names, ", ");
}

std::vector<std::string> factorNames(const Dataset& data)
{
    std::vector<std::string> names;
    for (const Factor& factor : data.factors)
        names.push_back(factor.name);
    return names;
}

QJsonObject describe(const Dataset& data)
{
    return {
        {"name", json(data.name)},
        {"title", json(data.title)},
        {"format", json(data.format)},
        {"train", static_cast<qint64>(data.trainCount)},
        {"test", static_cast<qint64>(data.testCount)},
        {"validation", static_cast<qint64>(data.validationCount)},
        {"height", data.shape.height},
        {"width", data.shape.width},
        {"channels", data.shape.channels},
        {"type", json(data.images->type())},
        {"minimum", data.images->minimum()},
        {"maximum", data.images->maximum()},
        {"scale", data.scaling.scale},
        {"offset", data.scaling.offset},
        {"scaling", json(scalingWords(data.scaling))},
        {"scaling_form", json(std::string(nameOf(data.scaling.form)))},
        {"classes", data.hasLabels() ? QJsonValue(json(data.classNames)) : QJsonValue(QJsonValue::Null)},
        {"factors", json(factorNames(data))},
        {"columns", data.columns.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(json(data.columns))},
        {"notices", json(noticesOf(data))},
        {"fingerprint", json(data.fingerprint())},
    };
}

/// "0.00392157 x value + 0 (divided by 255)"
std::string scaledText(const Scaling& scaling)
{
    const std::string words = scalingWords(scaling);
    if (scaling.isOfColumns())
        return words;
    return shortNumber(scaling.scale) + " x value + " + shortNumber(scaling.offset) + " (" + words + ')';
}

/// "length [cm], width [cm], and 28 others"
std::string columnsText(const Dataset& data)
{
    constexpr std::size_t kMostNamed = 12;
    const ColumnNames& names = data.columns;
    if (names.empty())
        return data.shape.isRow() ? "without names" : "none: pictures";
    const std::vector<std::string> some(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostNamed)));
    const std::size_t others = names.size() - some.size();
    return joinedText(some, ", ")
        + (others > 0 ? " and " + grouped(static_cast<std::int64_t>(others)) + " others" : "");
}

std::vector<Row> rows(const Dataset& data)
{
    std::vector<Row> all{
        {"title", data.title},
        {"format", data.format},
        {"training " + samplesWord(data.shape), grouped(data.trainCount)},
        {"test " + samplesWord(data.shape),
            data.testCount > 0 ? grouped(data.testCount) : "none: 10 % are drawn by a run's seed"},
        {"height x width x channels", data.shape.text()},
        {"columns", columnsText(data)},
        {"type", data.images->type()},
        {"values", shortNumber(data.images->minimum()) + " to " + shortNumber(data.images->maximum())},
        {"scaled to", scaledText(data.scaling)},
        {"classes", listed(data.hasLabels() ? data.classNames : std::vector<std::string>())},
        {"factors", listed(factorNames(data))},
        {"fingerprint", data.fingerprint()},
    };
    if (data.validationCount > 0)
        all.insert(all.begin() + 4, Row{"validation " + samplesWord(data.shape), grouped(data.validationCount)});
    return all;
}

void runInspect(const Arguments& arguments)
{
    const std::shared_ptr<const Dataset> data = openData(arguments, arguments.required("data"));
    printResult(arguments, describe(*data), rows(*data));
}

} // namespace

Command inspectCommand()
{
    return {"inspect", {}, "--data D", "what a data set is", joined({dataOptions(""), outputOptions()}), runInspect};
}

} // namespace isthmus
