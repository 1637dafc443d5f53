// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvForm.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace isthmus {

/// What the fields of one column say about its meaning.
struct CsvEvidence
{
    std::size_t rows = 0; ///< fields that were looked at
    std::size_t distinct = 0; ///< how many of them differ
    std::size_t commonest = 0; ///< how often the most frequent one stands there
    double largest = 0; ///< of the numbers among them, from 0
    bool areWhole = false; ///< they are whole numbers
    bool areNames = false; ///< they are whole numbers from -1 to below 1,000, as classes are numbered
    bool areDates = false; ///< each looks like a date or a time
    bool areParts = false; ///< each is a word such as train or test, and both occur

    /// Is there another one in nearly every row? Fewer than ten rows prove nothing.
    [[nodiscard]] bool differEverywhere() const;
    /// Are all of ten rows and more alike?
    [[nodiscard]] bool areConstant() const;
    /// Are they classes rather than a measure: a few whole numbers that follow each other from -1, 0 or 1 on?
    [[nodiscard]] bool countClasses() const;
};

/// @param fields  of one column
CsvEvidence csvEvidence(const std::vector<std::string_view>& fields);

/// Looks at up to 1,000 rows, and fewer of a table with many columns.
/// @param head     beginning of the table
/// @param columns  those that evidence is wanted of
/// @return         one a column, in that order
std::vector<CsvEvidence> csvEvidence(
    std::string_view head, const CsvForm& form, const std::vector<std::size_t>& columns);

/// Which part of a data set a word means.
enum class CsvPart { None, Train, Validation, Test };
CsvPart csvPart(std::string_view word);

/// How many whole numbers a field holds, blanks between them; 0 where it is no such list, or a short one.
std::size_t csvPixels(std::string_view field);

} // namespace isthmus
