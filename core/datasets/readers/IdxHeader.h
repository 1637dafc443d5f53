// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Beginning of an IDX file: two zero bytes, element type, number of dimensions, then one big-endian 32-bit extent for
/// each dimension, the slowest first. The values follow.
/// Source: LeCun, Cortes & Burges, "The MNIST database", file formats
struct IdxHeader
{
    static constexpr std::size_t kMagicSize = 4;
    static constexpr std::uint8_t kUnsignedByte = 0x08;
    static constexpr std::uint8_t kInteger = 0x0C; ///< of 32 bits
    static constexpr std::size_t kLongest = kMagicSize + 4 * 255; ///< bytes

    std::uint8_t type = 0; ///< kUnsignedByte and others
    std::vector<std::uint32_t> extents;

    /// Reads the header at the beginning of a file.
    /// @param head   first bytes of the file, kLongest of them or the whole file
    /// @param where  name of the file for messages
    /// @throws Error if it is no IDX header, or ends within it
    static IdxHeader parse(std::span<const std::uint8_t> head, const std::string& where);

    [[nodiscard]] std::size_t size() const { return kMagicSize + 4 * extents.size(); } ///< bytes of the header

    [[nodiscard]] std::size_t elementSize() const; ///< bytes of one value

    /// Bytes of a file with this header; 2^63 - 1 if they are more.
    [[nodiscard]] std::uint64_t fileSize() const;

    /// "60,000 images of 28 x 28", "60,000 labels".
    [[nodiscard]] std::string text() const;

    /// Shape of one image.
    /// @throws Error if this is not the header of at least one grey or RGB image in bytes
    [[nodiscard]] Shape imageShape(const std::string& where) const;

    /// @throws Error if this is not the header of labels in bytes, or of rows of integers
    void requireLabels(const std::string& where) const;
};

/// Are these the first bytes of an IDX file of any type?
bool looksLikeIdx(std::span<const std::uint8_t> head);

} // namespace isthmus
