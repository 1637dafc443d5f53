// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this a folder of arrays, called as images are (`x_train.npy`), or one a sample? Content decides. Never throws.
bool sniffArrayFolder(const std::string& path);

/// Reads a folder of arrays of NumPy. Where one is called as images are, it is read with what belongs to it, see
/// readArrayFiles(), and the others are left out with a notice. Else each NPY file is one sample: height x width, with
/// channels first or last, or a row of numbers, all of one type and shape; folders are parts and classes as those of
/// pictures are.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readArrayFolder(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
