// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// The shape of the array that tifffile wrote a file of, by the description in its first page: {"shape": [3, 64, 64]}.
/// Empty if another program wrote it.
std::vector<std::uint64_t> shapeByTifffile(const std::string& description);

/// The axes that ImageJ describes pages by, if there is more than one: "3 channels, 4 slices and 5 frames".
std::string axesByImageJ(const std::string& description);

} // namespace isthmus
