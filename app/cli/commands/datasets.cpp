// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "app/cli/Output.h"
#include "app/cli/commands/commands.h"
#include "core/base/named.h"
#include "core/datasets/readers.h"

#include <cstdio>

namespace isthmus {

namespace {

void runDatasets(const Arguments& arguments)
{
    QJsonArray list;
    std::vector<std::vector<std::string>> rows{{"name", "title", "there", "package"}};
    for (const BuiltinDataset& each : builtinDatasets()) {
        list.append(QJsonObject{{"name", json(each.name)}, {"title", json(each.title)}, {"available", each.available},
            {"package", each.package.empty() ? QJsonValue(QJsonValue::Null) : json(each.package)}});
        rows.push_back({each.name, each.title, each.available ? "yes" : "no", each.package});
    }
    QJsonArray formats;
    std::vector<std::vector<std::string>> formatRows{{"format of files", "what is read", "choices"}};
    for (const DatasetReader& each : datasetReaders()) {
        formats.append(QJsonObject{{"name", each.name}, {"summary", each.summary},
            {"extensions", json(each.extensions)}, {"options", json(each.fields)}});
        formatRows.push_back(
            {each.name, each.summary, each.fields.empty() ? "" : "--" + joinedText(each.fields, " --")});
    }
    if (arguments.has("json"))
        return printJson({{"datasets", list}, {"formats", formats}});
    printTable(rows);
    std::printf("\n");
    printTable(formatRows);
}

} // namespace

Command datasetsCommand()
{
    return {"datasets", {}, "",
        "built-in data sets, whether each is there and which package brings it, and formats of files", outputOptions(),
        runDatasets};
}

} // namespace isthmus
