// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/FoundData.h"

#include "core/base/Error.h"
#include "core/datasets/Datasets.h"

#include <QFileInfo>

#include <algorithm>
#include <exception>

namespace isthmus {

namespace {

/// The last part of a path; a built-in set's own title.
std::string titleOf(const std::string& nameOrPath)
{
    for (const BuiltinDataset& set : builtinDatasets())
        if (set.name == nameOrPath)
            return set.title;
    const std::string title = QFileInfo(QString::fromStdString(nameOrPath)).fileName().toStdString();
    return title.empty() ? "no data" : title;
}

std::string shapeDifference(const DataReference& reference, const Dataset& data)
{
    return data.shape == reference.shape
        ? ""
        : "expected images of " + reference.shape.text() + ", found " + data.shape.text();
}

} // namespace

bool isDatasetThere(const std::string& nameOrPath)
{
    const std::vector<BuiltinDataset> sets = builtinDatasets();
    const auto set =
        std::find_if(sets.begin(), sets.end(), [&](const BuiltinDataset& each) { return each.name == nameOrPath; });
    return set != sets.end() ? set->available : QFileInfo::exists(QString::fromStdString(nameOrPath));
}

std::shared_ptr<const Dataset> withScaling(std::shared_ptr<const Dataset> data, const Scaling& scaling)
{
    if (data->scaling == scaling)
        return data;
    auto scaled = std::make_shared<Dataset>(*data);
    scaled->scaling = scaling;
    return scaled;
}

std::shared_ptr<const Dataset> noImages(const DataReference& reference)
{
    auto none = std::make_shared<Dataset>();
    none->name = reference.name;
    none->title = titleOf(reference.name);
    none->shape = reference.shape;
    none->scaling = reference.scaling;
    none->reading = reference.reading;
    return none;
}

std::string differenceFrom(const DataReference& reference, const Dataset& data)
{
    if (reference.fingerprint.empty())
        return {};
    const std::string found = data.fingerprint();
    return found == reference.fingerprint ? "" : "expected fingerprint " + reference.fingerprint + ", found " + found;
}

FoundData findRunData(const DataReference& reference, const Progress& progress)
{
    if (reference.name.empty())
        return {noImages(reference), "The model came without data"};
    const std::string subject = "The data of this run, " + reference.name + ", ";
    if (!isDatasetThere(reference.name))
        return {noImages(reference), subject + "is missing"};
    try {
        const std::shared_ptr<const Dataset> found = openDataset(reference.name, reference.reading, progress);
        if (const std::string other = shapeDifference(reference, *found); !other.empty())
            return {noImages(reference), subject + "has changed: " + other};
        const std::string other = differenceFrom(reference, *found);
        return {withScaling(found, reference.scaling), other.empty() ? "" : subject + "has changed: " + other};
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        return {noImages(reference), subject + "cannot be read: " + error.what()};
    }
}

std::shared_ptr<const Dataset> openRunDataAt(
    const DataReference& reference, const std::string& nameOrPath, const Progress& progress)
{
    const std::shared_ptr<const Dataset> found =
        openDataset(nameOrPath, applicableOptions(reference.reading, nameOrPath), progress);
    if (const std::string other = shapeDifference(reference, *found); !other.empty())
        throw Error(nameOrPath + ": the model does not take these images: " + other);
    return reference.name.empty() ? found : withScaling(found, reference.scaling);
}

} // namespace isthmus
