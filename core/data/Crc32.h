// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace isthmus {

/// Checksum of a zip archive's entry.
/// @param before  the checksum of what comes before these bytes
std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before = 0);

/// Checksum of one run of bytes followed by another, from theirs alone: blocks can be looked at in any order.
/// Source: zlib's crc32_combine(), which multiplies polynomials modulo that of the checksum
/// @param second       checksum of the second run
/// @param secondBytes  its length
std::uint32_t crc32Joined(std::uint32_t first, std::uint32_t second, std::uint64_t secondBytes);

} // namespace isthmus
