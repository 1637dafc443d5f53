// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace isthmus {

/// Unpacks a zlib stream (RFC 1950) that is known to hold as many bytes as `out` has room for.
/// @return  false if it is damaged, ends early or holds another number of bytes
[[nodiscard]] bool unpackZlib(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out);

/// The beginning of what a zlib stream holds, `wanted` bytes of it; zeros where it is shorter or damaged.
/// @param packed  the stream or its beginning: give kLongestStoredBlock bytes and some more
std::vector<std::uint8_t> unpackZlibHead(std::span<const std::uint8_t> packed, std::size_t wanted);

} // namespace isthmus
