// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this a zip archive most of whose files are called as pictures are, one of the first of which is one? Never
/// throws.
bool sniffPictureZip(const std::string& path);

/// Reads a zip archive of pictures as readPictureFolder() reads the folder that was packed. The pictures are unpacked
/// into a folder of the system's for temporary files, which is gone afterwards. Entries that would lie outside of it
/// are left out.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readPictureZip(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
