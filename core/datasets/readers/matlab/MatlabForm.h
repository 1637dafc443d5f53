// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Versions of MATLAB's files. 7.3 is an HDF5 file.
enum class MatlabVersion { None, V4, V5, V73 };

/// Tells by the beginning of a file, at least 512 bytes of it or all.
MatlabVersion matlabVersionOf(std::span<const std::uint8_t> head);

/// Where a variable lies in its file.
struct MatlabPlace
{
    std::uint64_t begin = 0;
    std::uint64_t size = 0; ///< bytes with what is in front of it
    bool isPacked = false;
};

/// Follows the variables of a file of version 4 or 5 from one to the next, by the sizes that they say.
/// @throws Error if the file ends within one, holds something else, or has more than kMostArrays
/// Source: MathWorks, MAT-File Format, for 4 and 5
std::vector<MatlabPlace> matlabPlaces(const FileBytes& file, MatlabVersion version);

} // namespace isthmus
