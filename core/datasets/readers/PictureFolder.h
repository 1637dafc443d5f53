// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this a folder with a picture in it or below it? Looks at no more than some hundred files. Never throws.
bool sniffPictureFolder(const std::string& path);

/// Reads the pictures of a folder and of all folders below it, in the order of their paths. If there are folders
/// directly in it, each with pictures is a class of its name, unless they are called train and test: then those are the
/// two parts, and the folders in them the classes; see arrangeParts(). Pictures of another size are fitted to the size
/// of the options, or to the most common one. Files that are no pictures or are damaged are left out, and counted in a
/// notice.
/// @throws Error if there is no picture that can be read, or they would need too much memory; Cancelled
Dataset readPictureFolder(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
