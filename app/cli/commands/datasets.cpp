// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/Datasets.h"
#include "app/cli/Output.h"
#include "app/cli/commands/commands.h"

namespace isthmus {

namespace {

void run(const Arguments& arguments)
{
    QJsonArray list;
    std::vector<std::vector<std::string>> rows{{"name", "title", "there", "package"}};
    for (const BuiltinDataset& each : builtinDatasets()) {
        list.append(QJsonObject{{"name", json(each.name)}, {"title", json(each.title)}, {"available", each.available},
            {"package", each.package.empty() ? QJsonValue(QJsonValue::Null) : json(each.package)}});
        rows.push_back({each.name, each.title, each.available ? "yes" : "no", each.package});
    }
    if (arguments.has("json"))
        printJson({{"datasets", list}});
    else
        printTable(rows);
}

} // namespace

Command datasetsCommand()
{
    return {"datasets", {}, "", "built-in data sets, whether each is there, and the Debian package that brings it",
        outputOptions(), run};
}

} // namespace isthmus
