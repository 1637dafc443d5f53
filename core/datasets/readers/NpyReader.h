// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this an NPY file? Content decides. Never throws.
bool sniffNpy(const std::string& path);

/// Reads an array of numbers as NumPy writes it: any integer or float type, either byte order, C or Fortran order. See
/// arrange() for the axes. Labels and the test part are taken from the files beside it, see readArrayFiles(); those
/// that do not fit are left out, with a notice.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readNpy(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
