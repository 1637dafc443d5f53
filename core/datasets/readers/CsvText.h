// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// The file of a table as text with line feeds. What gzip has packed is unpacked into memory. UTF-16 with a byte order
/// mark, as spreadsheets write it, is brought into memory as UTF-8; carriage returns that end lines by themselves
/// become line feeds. Any thread may read.
class CsvText
{
public:
    /// @throws Error if it is no file that can be read, a damaged gzip file, or one for which the memory does not
    ///         suffice
    explicit CsvText(const std::string& path);

    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] const std::string& where() const { return m_file.where(); }

    /// Copies some bytes of the text.
    void read(std::uint64_t offset, std::span<std::uint8_t> to) const;

    /// Its first rows.
    [[nodiscard]] std::vector<std::uint8_t> head() const;

    /// The first rows of a file, as that of the whole text; none where it cannot be read. Never throws.
    [[nodiscard]] static std::vector<std::uint8_t> headOf(const std::string& path);

private:
    [[nodiscard]] std::vector<std::uint8_t> converted(std::span<const std::uint8_t> mark) const;

    FileBytes m_file;
    std::optional<std::vector<std::uint8_t>> m_converted;
    bool m_hasReturns = false; ///< whether lines end in carriage returns
};

} // namespace isthmus
