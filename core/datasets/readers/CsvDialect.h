// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// Where a row of a table ends.
struct CsvRowEnd
{
    std::size_t at = 0; ///< its line feed, or the end of the text
    /// Begin of the quote of a field that nothing closes; then the rest is the row.
    std::size_t openQuote = std::string_view::npos;
};

/// Finds the end of the row that begins here. A quote opens a field only where the field begins, spaces before it or
/// not; elsewhere it is a letter. Line feeds, delimiters and doubled quotes within quotes belong to the field.
/// Source: RFC 4180, section 2
CsvRowEnd csvRowEnd(std::string_view text, std::size_t begin, char delimiter);

/// One sentence about a quote that nothing closes.
std::string openQuoteText(std::int64_t line);

/// Fields of a row; quotes around a field are not part of it. Between blanks there is no empty field.
/// @param delimiter  a space stands for any number of spaces and tabs
void splitCsvRow(std::string_view row, char delimiter, std::vector<std::string_view>& fields);

/// The field without the spaces, tabs and carriage returns around it.
std::string_view trimmedField(std::string_view field);

enum class CsvKind {
    Missing, ///< nothing, or a word for it
    Number, ///< a number, or what is meant as one even if it cannot be read: 1'234, 1,234.5, 10 %, 1e39
    Text,
};

/// The kind of a column with this field.
CsvKind csvKind(std::string_view field);

/// Is a text missing where texts are wanted? None and NaT are texts there.
bool isMissingText(std::string_view field);

/// The field in lower case, without the spaces, tabs and carriage returns around it.
std::string lowerField(std::string_view field);

/// The sign that a written number shows to be its decimal one; 0 if it has none, or one that may separate thousands.
char shownDecimal(std::string_view number);

/// A field as a number; none if it is not one.
/// @param decimal  point, comma, or 0: both, except a comma that may separate thousands
std::optional<float> csvNumber(std::string_view field, char decimal = 0);

/// Why a number is none in a table with this decimal sign, to be put behind a message; empty if for another reason.
std::string decimalText(std::string_view field, char decimal);

struct CsvLine
{
    std::size_t begin = 0; ///< byte of the text
    std::int64_t number = 1;
    std::string_view text;
};

/// The first rows of a table, and what stands between their fields.
struct CsvHead
{
    char delimiter = ','; ///< comma, semicolon, tab, or a space for any number of blanks
    std::vector<CsvLine> lines; ///< some that are not empty, without the comments above the table
    std::int64_t openQuote = 0; ///< line of a quote behind those lines that nothing closes; 0: there is none
};

/// @param text  beginning of a table, or all of it; its last line may end early
CsvHead csvHead(std::string_view text);

} // namespace isthmus
