// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/Raster.h"
#include "core/datasets/tiff/TiffStack.h"

#include <functional>
#include <string>
#include <vector>

namespace isthmus {

/// All pictures of a file in turn: one, the frames of an animation, or the pages of a TIFF.
/// @param path     UTF-8
/// @param use      called with each
/// @param notices  gets sentences about what was left out or guessed
/// @return empty, or why the file is not to be used: it is no picture, is damaged, or is too large. Then some may have
///         been used
std::string readPictures(const std::string& path, const TiffReading& reading,
    const std::function<void(DecodedPicture)>& use, std::vector<std::string>& notices);

} // namespace isthmus
