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

/// What the first lines of a table say about all of it.
struct CsvForm
{
    char delimiter = ','; ///< comma, semicolon or tab
    char decimal = 0; ///< point, comma, or 0 if no number shows one
    std::size_t begin = 0; ///< byte of the first row of data
    std::int64_t line = 1; ///< line of the first row of data, from 1
    std::size_t columns = 0;
    std::vector<std::string> names; ///< names of the columns; empty: there is no header
    std::optional<std::size_t> label; ///< column of the labels
    bool isNumbered = false; ///< the first column numbers the rows and is left out
    std::vector<std::string> notices; ///< about a label that was guessed, or a column that is left out

    /// Columns that are numbers of the samples.
    [[nodiscard]] std::size_t features() const { return columns - (label ? 1 : 0) - (isNumbered ? 1 : 0); }
};

/// Reads the form of a table from its beginning.
/// @param head   some rows, or the whole file; the last line may end early
/// @param where  name of the file for messages
/// @throws Error if there is no row of data in it, or no such label column
CsvForm csvForm(std::string_view head, const ReadOptions& options, const std::string& where);

/// Does this look like a table? Its first two rows have equally many fields, at least two, and the second row has a
/// number.
bool looksLikeCsv(std::string_view head);

} // namespace isthmus
