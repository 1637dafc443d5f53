// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"

#include <string>

namespace isthmus {

/// Is this a file of MATLAB, of version 4, 5 to 7.2, or 7.3? Content decides. Never throws.
bool sniffMatlab(const std::string& path);

/// Reads variables as readNpz() does the arrays of an archive, with MATLAB's axes as matlabAxes.h says. Variables of
/// version 4 to 7.2 are brought into memory by the library matio; 7.3 is read by readHdf5().
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readMatlab(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

/// The variables of a file, such as "X", "73,257 x 32 x 32 x 3 of uint8".
/// @throws Error if the file is damaged
DatasetChoices matlabChoices(const std::string& path);

} // namespace isthmus
