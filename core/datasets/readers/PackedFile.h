// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// The first bytes of a file or, if it is a gzip file, of what it holds: for telling formats apart. None where it
/// cannot be read. Never throws.
std::vector<std::uint8_t> unpackedHead(const std::string& path, std::size_t wanted);

/// Is that a gzip file?
/// @throws Error if it cannot be read
bool isPackedFile(const FileBytes& file);

/// All that a gzip file holds, which may be as much as a quarter of the machine's memory.
/// @throws Error if it is damaged, ends early or holds more
std::vector<std::uint8_t> unpackedFile(const FileBytes& file);

/// The same where a header says how much that is.
/// @param what  name of the content for messages
/// @throws Error if the file cannot hold so much, does not, or is damaged
std::vector<std::uint8_t> unpackedFile(const FileBytes& file, std::uint64_t expected, const std::string& what);

} // namespace isthmus
