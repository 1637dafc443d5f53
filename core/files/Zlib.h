// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace isthmus {

/// Unpacks a zlib stream (RFC 1950) that is known to hold as many bytes as `out` has room for.
/// @return  false if it is damaged, ends early or holds another number of bytes
[[nodiscard]] bool unpackZlib(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out);

} // namespace isthmus
