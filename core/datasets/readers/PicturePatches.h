// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this one picture? Content decides. Never throws.
bool sniffPicture(const std::string& path);

/// Cuts one picture into square patches, row after row; what is left at the right and at the bottom is not used.
/// @throws Error if the picture cannot be read or is smaller than a patch, or a patch has more than kMostImageValues
Dataset readPicturePatches(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
