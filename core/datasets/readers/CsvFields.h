// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// Where a row of a table ends.
struct CsvRowEnd
{
    std::size_t at = 0; ///< its line feed, or the end of the text
    std::size_t openQuote = std::string_view::npos; ///< of a field that nothing closes; then the rest is the row
};

/// Finds the end of the row that begins here. A quote opens a field only where the field begins, spaces before it or
/// not; elsewhere it is a letter. Line feeds, delimiters and doubled quotes within quotes belong to the field.
/// Source: RFC 4180, section 2
CsvRowEnd csvRowEnd(std::string_view text, std::size_t begin, char delimiter);

/// One sentence about a quote that nothing closes.
std::string openQuoteText(std::int64_t line);

/// Fields of a row; quotes around a field are not part of it.
void splitCsvRow(std::string_view row, char delimiter, std::vector<std::string_view>& fields);

/// Without the spaces, tabs and carriage returns around it.
std::string_view trimmedField(std::string_view field);

enum class CsvKind {
    Missing, ///< nothing, or a word for it
    Number, ///< or what stands for one, even if it cannot be read: 1'234, 1,234.5, 10 %, 1e39
    Text,
};

/// What a column with this field holds.
CsvKind csvKind(std::string_view field);

/// In lower case, without what surrounds it.
std::string lowerField(std::string_view field);

} // namespace isthmus
