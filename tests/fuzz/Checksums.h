// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace isthmus::fuzz {

/// Set the checksums in a file right after its content was changed, as far as it still has its form; else a reader
/// would refuse nearly all that the fuzzer makes at the first one. Anything may be passed.

/// CRC-32 of each chunk.
void repairPng(std::span<std::uint8_t> file);

/// CRC-32 and size of what a file of one member unpacks to.
void repairGzip(std::span<std::uint8_t> file);

/// CRC-32 of each stored or deflated file, in the directory and before its data.
void repairZip(std::span<std::uint8_t> file);

} // namespace isthmus::fuzz
