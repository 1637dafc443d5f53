// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// The first bytes of a file, for telling formats apart; fewer where it is shorter, none where it cannot be read or is
/// no file. Never throws.
/// @param path  UTF-8
std::vector<std::uint8_t> fileHead(const std::string& path, std::size_t wanted);

} // namespace isthmus
