// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/Raster.h"

#include <optional>
#include <span>
#include <string>

namespace isthmus {

/// Is it the beginning of a PGM or PPM whose numbers go beyond 255, or of a plain PBM? Qt cuts the former down to 8
/// bits and refuses the latter where no blanks stand between the bits, as the format allows. Source: Netpbm's manual,
/// pbm(5), pgm(5) and ppm(5)
bool isDeepNetpbm(std::span<const std::uint8_t> head);

/// The picture of such a file: numbers as they are stored, of 16 bits; of a PBM bytes, 255 for white.
/// @param path  UTF-8
/// @return nullopt if the file is none
/// @throws Error if it ends early or cannot be read
std::optional<Raster> readDeepNetpbm(const std::string& path);

} // namespace isthmus
