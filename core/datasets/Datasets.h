// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// A data set that is opened by its name instead of a path.
struct BuiltinDataset
{
    std::string name; ///< "fashion-mnist"
    std::string title; ///< "Fashion-MNIST"
    std::string package; ///< Debian package that brings it; empty: part of the program
    bool available; ///< its files are there
};

/// fashion-mnist, sprites; looks for the files anew at each call.
std::vector<BuiltinDataset> builtinDatasets();

/// Is that the name of a built-in set, whether its files are there or not?
bool isBuiltinDataset(const std::string& name);

/// Opens a built-in data set by its name, or the file or folder at a path (UTF-8). A built-in name comes first:
/// "./sprites" is the path. Slow; any thread.
/// @param options   refused where the format does not take one of them
/// @param progress  asked from any thread; false ends reading
/// @throws Error for anything that cannot be opened: what, where, expected, found; Cancelled
std::shared_ptr<const Dataset> openDataset(
    const std::string& nameOrPath, const ReadOptions& options = {}, const Progress& progress = {});

/// Name of the format that the content of a file or folder has, "NPY"; empty: of none that is known.
[[nodiscard]] std::string datasetFormat(const std::string& path);

/// What may be chosen in reading it.
/// @throws Error for anything that cannot be opened
DatasetChoices datasetChoices(const std::string& nameOrPath);

/// The options that the format of a data set takes, out of options that were made for another one.
ReadOptions applicableOptions(const ReadOptions& options, const std::string& nameOrPath);

} // namespace isthmus
