// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/Raster.h"

#include <optional>
#include <span>
#include <string>

namespace isthmus {

/// The largest number that the header of a binary PGM or PPM allows; 0 for anything else. Netpbm's manual, pgm(5) and
/// ppm(5).
int netpbmMaximum(std::span<const std::uint8_t> head);

/// A binary PGM or PPM whose numbers take two bytes each, as they are stored; Qt would cut them down to 8 bits.
/// @param path  UTF-8
/// @return nullopt if the file is none
/// @throws Error if it ends early or cannot be read
std::optional<Raster> readDeepNetpbm(const std::string& path);

} // namespace isthmus
