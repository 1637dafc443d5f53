// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace isthmus {

struct CsvLine
{
    std::size_t begin = 0; ///< byte of the text
    std::int64_t number = 1;
    std::string_view text;
};

/// The first rows of a table, and what stands between their fields.
struct CsvHead
{
    char delimiter = ','; ///< comma, semicolon or tab
    std::vector<CsvLine> lines; ///< some that are not empty, without the comments above the table
    std::int64_t openQuote = 0; ///< line of a quote behind them that nothing closes; 0: there is none
};

/// @param text  beginning of a table, or all of it; its last line may end early
CsvHead csvHead(std::string_view text);

} // namespace isthmus
