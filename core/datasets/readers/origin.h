// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// A data set without images: its name is the absolute path, its title the file's or folder's name.
Dataset datasetAt(const std::string& path, const char* format, const ReadOptions& options);

} // namespace isthmus
