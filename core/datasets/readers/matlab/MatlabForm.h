// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <cstdint>
#include <span>
#include <string>

namespace isthmus {

/// Versions of MATLAB's files. 7.3 is an HDF5 file.
enum class MatlabVersion { None, V4, V5, V73 };

/// Tells by the beginning of a file, at least 512 bytes of it or all.
MatlabVersion matlabVersionOf(std::span<const std::uint8_t> head);

/// Follows the variables of a file of version 4 or 5 from one to the next, by the sizes that they say.
/// @return  how many there are
/// @throws Error if the file ends within one, holds something else, or has more than kMostArrays
/// Source: MathWorks, MAT-File Format, for 4 and 5
std::size_t countVariables(const FileBytes& file, MatlabVersion version);

} // namespace isthmus
