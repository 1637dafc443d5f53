// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/CsvForm.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// The beginning of a table.
struct CsvSample
{
    std::string_view head;
    std::span<const CsvLine> rows; ///< its first rows of data, one at least
    bool namesRows = false; ///< its header has one name fewer than the rows have fields, as R writes it
};

/// Finds what each column is, and the label among them unless the options choose it or none. What is left out is a
/// notice.
/// @throws Error if there is no such label column
void findCsvColumns(const CsvSample& sample, const ReadOptions& options, const std::string& where, CsvForm& form);

/// Columns without a number in the first rows and with a text in one of them.
std::vector<std::size_t> csvTextColumns(std::span<const CsvLine> rows, const CsvForm& form);

/// "first column", "column 3 (name)", for notices.
std::string csvColumnText(const CsvForm& form, std::size_t column);

} // namespace isthmus
