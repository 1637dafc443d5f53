// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Where pictures go: a .npy file, or a folder of PNG files.
struct PictureTarget
{
    std::string path;
    bool folder = false;
};

/// @throws UsageError if the path is neither a .npy file nor a folder (existing, or with a slash at its end)
PictureTarget pictureTarget(const std::string& path);

/// Writes count x height x width x channels as float32, or one clipped PNG a picture: 00000.png, 00001.png, ...
/// @param pictures  count x shape.size()
void writePictures(const PictureTarget& target, Shape shape, const Matrix& pictures);

/// All numbers of a matrix, row after row.
std::span<const float> valuesOf(const Matrix& matrix);

} // namespace isthmus
