// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ColumnNames.h"
#include "core/data/ReadOptions.h"
#include "core/datasets/readers/CsvForm.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace isthmus {

/// Different texts of a column that may become columns of 0 and 1.
inline constexpr std::size_t kMostCategories = 64;

/// The different texts of one column of a table, numbered as they come.
class CsvCategory
{
public:
    CsvCategory(std::size_t column, bool refusesMany)
        : m_column(column)
        , m_refusesMany(refusesMany)
    {
    }

    [[nodiscard]] std::size_t column() const { return m_column; }
    /// Had it more than kMostCategories? Then its numbers mean nothing.
    [[nodiscard]] bool hasTooMany() const { return m_hasTooMany; }
    [[nodiscard]] const std::vector<std::string>& texts() const { return m_texts; }

    /// The number of a text.
    /// @throws Error if there are too many and the column was asked for by its name
    float numberOf(const std::string& text, const CsvForm& form, const std::string& where);

private:
    std::size_t m_column;
    bool m_refusesMany;
    bool m_hasTooMany = false;
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::size_t> m_numbers;
};

/// Takes the columns that the options name.
/// @throws Error if there is none of a name, or it is the label
void chooseOneHot(const ReadOptions& options, const std::string& where, CsvForm& form);

/// May a column of texts be taken without being named? It was in the run whose columns the options have, or has few
/// different texts in the first rows.
bool isOneHotFound(const ReadOptions& options, const CsvForm& form, std::size_t column, std::size_t distinct);

/// Rows of numbers as they lie in memory: one byte a number, or a 32-bit float.
struct CsvTable
{
    std::vector<std::uint8_t> values;
    std::size_t features = 0; ///< numbers of a row
    bool areBytes = true;
    ColumnNames names = {}; ///< of the numbers of a row, once texts have become some; else empty
    std::vector<std::uint8_t> flags = {}; ///< not 0: the column holds 0 and 1; empty: none does
    std::vector<std::string> notices = {};
};

/// Puts columns of 0 and 1 in the place of the numbers of texts, `colour=red`: one for each text that occurs in the
/// training part, in alphabetical order (numbers by their size), or for those that the options have. A text that is
/// none of these is 0 in all of them; a missing one is NaN in all of them.
/// @param table       one number for each column of numbers, and the number of its text for each column of texts
/// @param categories  in the order of the columns
/// @param isTraining  of each row; empty: all are
/// @throws Error if no column is left, or memory does not suffice
CsvTable withOneHot(CsvTable table, const CsvForm& form, const std::vector<CsvCategory>& categories,
    const std::vector<bool>& isTraining, const ReadOptions& options, const std::string& where);

} // namespace isthmus
