// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

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

/// Opens a built-in data set by its name, or the file or folder at a path (UTF-8). A built-in name comes first:
/// "./sprites" is the path.
/// @throws Error for anything that cannot be opened: what, where, expected, found
std::shared_ptr<const Dataset> openDataset(const std::string& nameOrPath);

} // namespace isthmus
