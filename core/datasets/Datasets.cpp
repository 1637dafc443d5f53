// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/data/Sprites.h"
#include "core/data/TurnedImages.h"
#include "core/data/scalings.h"
#include "core/datasets/ReadFields.h"
#include "core/datasets/fitFills.h"
#include "core/datasets/fitScaling.h"
#include "core/datasets/foreignFormats.h"
#include "core/datasets/readers.h"
#include "core/datasets/readers/FashionMnist.h"
#include "core/datasets/unreadFolder.h"
#include "core/files/Utf8Path.h"

#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace isthmus {

namespace {

struct Builtin
{
    const char* name;
    const char* title;
    const char* package;
    bool (*available)();
    Dataset (*open)();
};

const std::vector<Builtin>& builtins()
{
    static const std::vector<Builtin> table{
        {.name = "fashion-mnist",
            .title = "Fashion-MNIST",
            .package = kFashionMnistPackage,
            .available = [] { return hasFashionMnist(kFashionMnistFolder); },
            .open = [] { return readFashionMnist(kFashionMnistFolder); }},
        {.name = "sprites",
            .title = "Sprites",
            .package = "",
            .available = [] { return true; },
            .open = [] { return makeSprites(); }},
    };
    return table;
}

bool hasExtension(const QString& path, const DatasetReader& reader)
{
    for (const std::string& end : reader.extensions)
        if (path.endsWith(QString::fromStdString(end), Qt::CaseInsensitive))
            return true;
    return false;
}

/// The reader whose names the file has, since it can say best what is wrong with the content.
const DatasetReader* readerOfName(const std::string& path)
{
    for (const DatasetReader& reader : datasetReaders())
        if (hasExtension(QString::fromStdString(path), reader))
            return &reader;
    return nullptr;
}

[[noreturn]] void refuse(const std::string& path, const std::string& expected, const std::string& found)
{
    throw Error(path + ": expected " + expected + " data set in one of the formats "
        + joinedText(namesOf(datasetReaders()), ", ") + ", found " + found);
}

/// @throws Error if there is nothing at the path that a reader knows
const DatasetReader& requireReader(const std::string& path)
{
    requireUtf8(path);
    const QFileInfo info(QString::fromStdString(path));
    struct stat facts
    {
    };
    if (stat(path.c_str(), &facts) != 0 && (errno == EACCES || errno == ELOOP || errno == EIO))
        throw Error(path + ": expected a file or a folder, found none that can be reached: " + std::strerror(errno));
    if (path.empty() || !info.exists())
        throw Error(path + ": expected a file, a folder or one of the built-in data sets "
            + joinedText(namesOf(builtins()), ", ") + ", found none of that name");
    if (!info.isFile() && !info.isDir()) // a pipe could be waited on for ever
        throw Error(path + ": expected a file or a folder, found a device or a pipe");
    if (!info.isReadable())
        throw Error(path + ": expected a file that may be read, found one without the permission");
    if (info.isFile() && info.size() == 0)
        throw Error(path + ": expected a data set, found an empty file");
    if (const DatasetReader* reader = readerOfContent(path))
        return *reader;
    const ForeignFormat foreign = info.isDir() ? ForeignFormat() : foreignFormatOf(path);
    if (!foreign.name.empty())
        refuse(path, "a", foreign.name + "; " + foreign.way);
    if (const DatasetReader* reader = readerOfName(path))
        return *reader;
    if (info.isDir())
        refuse(path, "a folder with a", foundInFolder(path));
    refuse(path, "a", "another kind of file");
}

/// @throws Error naming an option that the format does not take
void requireApplicable(const ReadOptions& options, const std::vector<std::string>& fields, const std::string& what)
{
    for (const ReadField& field : readFields()) {
        const bool isSet = !field.text(options).empty();
        if (isSet && std::find(fields.begin(), fields.end(), field.name) == fields.end())
            throw Error(what + " has nothing that " + field.name + " could choose; leave it out");
    }
}

Dataset openPath(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    const DatasetReader& reader = requireReader(path);
    requireApplicable(options, reader.fields, path + ": the format " + reader.name);
    Dataset data = reader.read(path, options, progress);
    turnImages(data, options.turn);
    fitFills(data, progress);
    fitScaling(data, progress);
    return data;
}

/// The options that a built-in set takes.
std::vector<std::string> builtinFields()
{
    return {"scaling"};
}

Dataset openBuiltin(const Builtin& builtin, const ReadOptions& options, const Progress& progress)
{
    Dataset data = builtin.open();
    data.reading.scale = options.scale;
    if (options.scale == ReadOptions::Scale::Auto)
        return data;
    data.scaling = scalingOfPixels(options.scale, {data.images->minimum(), data.images->maximum(), -1});
    fitScaling(data, progress);
    return data;
}

} // namespace

std::vector<BuiltinDataset> builtinDatasets()
{
    std::vector<BuiltinDataset> list;
    for (const Builtin& builtin : builtins())
        list.push_back({builtin.name, builtin.title, builtin.package, builtin.available()});
    return list;
}

bool isBuiltinDataset(const std::string& name)
{
    const auto& sets = builtins();
    return std::any_of(sets.begin(), sets.end(), [&](const Builtin& builtin) { return builtin.name == name; });
}

std::shared_ptr<const Dataset> openDataset(
    const std::string& nameOrPath, const ReadOptions& options, const Progress& progress)
{
    for (const Builtin& builtin : builtins()) {
        if (builtin.name == nameOrPath) {
            requireApplicable(options, builtinFields(), "the built-in set " + nameOrPath);
            return std::make_shared<const Dataset>(openBuiltin(builtin, options, progress));
        }
    }
    return std::make_shared<const Dataset>(openPath(nameOrPath, options, progress));
}

std::string datasetFormat(const std::string& path)
{
    const DatasetReader* reader = readerOfContent(path);
    return reader != nullptr ? reader->name : "";
}

DatasetChoices datasetChoices(const std::string& nameOrPath)
{
    if (isBuiltinDataset(nameOrPath))
        return {};
    const DatasetReader& reader = requireReader(nameOrPath);
    DatasetChoices choices = reader.choices != nullptr ? reader.choices(nameOrPath) : DatasetChoices();
    choices.format = reader.name;
    choices.fields = reader.fields;
    return choices;
}

ReadOptions applicableOptions(const ReadOptions& options, const std::string& nameOrPath)
{
    return onlyFields(options, isBuiltinDataset(nameOrPath) ? builtinFields() : requireReader(nameOrPath).fields);
}

} // namespace isthmus
