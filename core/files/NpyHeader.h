// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/data/NumberType.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// An array of something else than numbers.
class NotNumbers : public Error
{
public:
    using Error::Error;
};

/// Beginning of an NPY file, version 1 to 3: magic, version, length, and a Python dictionary that says how the numbers
/// lie behind it.
/// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
struct NpyHeader
{
    static constexpr std::size_t kLongest = 64 * 1024; ///< bytes; NumPy itself refuses beyond 10,000

    NumberType type = NumberType::F32;
    bool swapped = false; ///< big-endian
    bool fortran = false; ///< the first axis changes fastest
    std::vector<std::uint64_t> shape; ///< outermost axis first
    std::size_t size = 0; ///< bytes of the header
    std::uint64_t letters = 0; ///< room of each text of an array of texts; 0: it holds numbers
    std::uint64_t letterBytes = 1; ///< 1: Latin-1; 4: UTF-32

    /// @param head   first bytes of the file, kLongest of them or the whole file
    /// @param where  name of the file for messages
    /// @throws NotNumbers for another type: objects, records and texts are named
    /// @throws Error if it is no such header, or is longer
    static NpyHeader parse(std::span<const std::uint8_t> head, const std::string& where);

    /// Reads arrays of texts too, `<U5` and `|S5`.
    /// @throws Error as parse() does
    static NpyHeader parseWithTexts(std::span<const std::uint8_t> head, const std::string& where);

    [[nodiscard]] bool holdsTexts() const { return letters > 0; }

    /// Bytes behind the header; 2^63 - 1 if they are more.
    [[nodiscard]] std::uint64_t dataSize() const;

    /// "60,000 x 28 x 28 of uint8".
    [[nodiscard]] std::string text() const;
};

bool looksLikeNpy(std::span<const std::uint8_t> head);

} // namespace isthmus
