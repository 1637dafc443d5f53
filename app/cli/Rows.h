// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ProgressBar.h"
#include "core/base/Progress.h"

#include <string>
#include <vector>

namespace isthmus {

/// Ends of the names of files of rows, as in the table of core/files/RowWriter.h: ".npy", ".csv".
std::vector<std::string> rowSuffixes();

/// Names of such files for the help: "codes.npy|codes.csv".
std::string rowFiles(const std::string& stem);

/// "NPY: one array of NumPy, float32; CSV: ..."
std::string rowFormatsText();

/// Lets a bar, which must outlive it, show how far writing is.
Progress drawnOn(ProgressBar& bar);

} // namespace isthmus
