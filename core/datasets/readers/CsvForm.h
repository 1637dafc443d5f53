// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// What a column of a table is.
enum class CsvColumn : std::uint8_t {
    Number, ///< a number of each sample
    Pixels, ///< numbers of each sample in one field, with blanks between them
    Category, ///< a text that becomes a column of 0 and 1 for each of its values
    Label,
    Part, ///< says of each sample whether it is for training or for testing
    Identifier, ///< what each row is called: no number of the sample, with a notice; one column at most
    Left, ///< left out, with a notice
    Empty, ///< nothing, behind a separator that ends each row
};

/// What the first lines of a table say about all of it.
struct CsvForm
{
    char delimiter = ','; ///< comma, semicolon, tab, or a space for any number of blanks
    char decimal = 0; ///< point, comma, or 0 if no number shows one
    std::size_t begin = 0; ///< byte of the first row of data
    std::int64_t line = 1; ///< line of the first row of data, from 1
    std::size_t columns = 0;
    std::vector<std::string> names; ///< names of the columns; empty: there is no header
    std::vector<CsvColumn> kinds; ///< one for each column
    std::optional<std::size_t> label; ///< column of the labels
    bool isLabelGuessed = false; ///< neither chosen nor called so
    bool hasNumbersAsNames = false; ///< the names count the columns
    int firstNumber = 1; ///< of the rows, where their own column begins at 0 or 1
    std::size_t pixels = 0; ///< numbers in a field of pixels
    ReadOptions::Missing missing = ReadOptions::Missing::Refuse; ///< what becomes of fields without a number
    bool refusesManyTexts = false; ///< columns of texts were named, and must not hold too many different ones
    std::vector<std::string> oneHotColumns; ///< those of a run, which the columns of texts become; empty: of no run
    std::vector<std::string> prefixes; ///< "colour=" of each column, where columns of texts are wanted
    std::vector<std::string> notices; ///< about a label that was guessed, or a column that is left out

    /// Numbers of a sample as they are read: a text of few values is one.
    [[nodiscard]] std::size_t features() const;
    [[nodiscard]] bool has(CsvColumn kind) const;
    [[nodiscard]] std::size_t column(CsvColumn kind) const; ///< the first one of a kind that it has
};

/// Reads the form of a table from its beginning.
/// @param head   some rows, or the whole file; the last line may end early
/// @param where  name of the file for messages
/// @throws Error if there is no row of data in it, or no such label column
CsvForm csvForm(std::string_view head, const ReadOptions& options, const std::string& where);

/// Does this look like a table? Its first two rows have equally many fields, at least two, and the second row has a
/// number; where blanks are between them, most of its fields are numbers.
bool looksLikeCsv(std::string_view head);

} // namespace isthmus
