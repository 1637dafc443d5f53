// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/runs/Provenance.h"

#include <string>

namespace isthmus {

/// The place where pictures are written: a file of rows, or a folder of PNG files.
struct PictureTarget
{
    std::string path;
    bool folder = false;
};

/// @throws UsageError if the path is neither such a file nor a folder (existing, or with a slash at its end)
PictureTarget pictureTarget(const std::string& path);

/// Writes one clipped PNG a picture into a folder, which is made where it is missing: 00000.png, 00001.png, ... Rows of
/// numbers are curves or bars.
/// @param data     of the run, which says what the values are
/// @param samples  count x shape.size(), the engine's values
/// @param fields   texts of each PNG
void writePictureFolder(
    const std::string& path, Shape shape, const DataReference& data, Matrix samples, const TextFields& fields);

} // namespace isthmus
