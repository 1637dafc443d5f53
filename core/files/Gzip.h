// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// DEFLATE makes at most 1,032 bytes of one: a match of 258 bytes takes two bits.
/// Source: zlib Technical Details, "Maximum Compression Factor"
inline constexpr std::uint64_t kMaximumInflation = 1032;

/// DEFLATE stores bytes that do not pack in blocks of so many at most; libdeflate copies nothing of a block unless all
/// of it is there and fits. Source: RFC 1951, section 3.2.4
inline constexpr std::size_t kLongestStoredBlock = 65535;

/// Do these bytes begin like a gzip file (RFC 1952)?
bool isGzip(std::span<const std::uint8_t> file);

/// The beginning of what a gzip file holds, some `wanted` bytes of it: fewer where the data is shorter or broken. Of a
/// file's beginning, give kLongestStoredBlock bytes and some for its header.
/// A guess for the size of a buffer and for telling formats apart; unpack the whole file before trusting it.
std::vector<std::uint8_t> gunzipHead(std::span<const std::uint8_t> file, std::size_t wanted);

/// Does a gzip file end early, or hold something damaged, within its first 64 KiB when unpacked?
bool isBrokenGzip(std::span<const std::uint8_t> file);

/// Unpacks a whole gzip file of one or several members. Memory grows with what has been unpacked, whatever the file
/// says about itself.
/// @param where     name of the file for messages
/// @param expected  how much it should unpack to, which saves copies when it is right
/// @throws Error    if the file is damaged or ends early, or unpacks to more than `expected`
std::vector<std::uint8_t> gunzip(std::span<const std::uint8_t> file, const std::string& where, std::uint64_t expected);

/// The same of one whose size nothing says; none if it unpacks to more than `most`.
std::optional<std::vector<std::uint8_t>> gunzipWithin(
    std::span<const std::uint8_t> file, const std::string& where, std::uint64_t most);

} // namespace isthmus
