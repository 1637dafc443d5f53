// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ColumnNames.h"
#include "core/data/ReadOptions.h"
#include "core/datasets/readers/CsvEvidence.h"
#include "core/datasets/readers/CsvForm.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace isthmus {

/// Different texts of a column that may become columns of 0 and 1.
inline constexpr std::size_t kMostCategories = 64;

/// Bytes of a text that may become a column, and is its name.
inline constexpr std::size_t kLongestCategory = 1000;

/// The different texts of one column of a table, numbered as they come. Where the form has the columns of a run the
/// texts are those of the run, in its order, and all others have the number behind the last.
class CsvCategory
{
public:
    CsvCategory(std::size_t column, const CsvForm& form);

    [[nodiscard]] std::size_t column() const { return m_column; }
    [[nodiscard]] bool isOfRun() const { return m_isOfRun; }
    /// Why it cannot become columns: "holds more than 64 different texts". Its numbers mean nothing then. Empty: it
    /// can.
    [[nodiscard]] const std::string& fault() const { return m_fault; }
    [[nodiscard]] const std::vector<std::string>& texts() const { return m_texts; }
    /// The first two texts that came and that the run has not.
    [[nodiscard]] const std::vector<std::string>& unknown() const { return m_unknown; }

    /// The number of a text.
    /// @throws Error if there are too many, or one is too long, and the column was asked for by its name
    float numberOf(const std::string& text, const CsvForm& form, const std::string& where);

private:
    std::size_t m_column;
    bool m_isOfRun;
    std::string m_fault;
    std::vector<std::string> m_texts;
    std::vector<std::string> m_unknown;
    std::unordered_map<std::string, std::size_t> m_numbers;
};

/// Takes the columns that the options name, or those of the run whose columns the options have, whatever they hold.
/// @throws Error if there is none of a name, or it is the label, or the run has more texts of a column than there may
/// be
void chooseOneHot(const ReadOptions& options, const std::string& where, CsvForm& form);

/// Are these few texts that tell the rows apart, and no dates?
bool mayBeOneHot(const CsvEvidence& evidence);

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
/// training part, in alphabetical order (numbers by their size), or for those of a run. A text that is none of these is
/// 0 in all of them; a missing one is NaN in all of them. Where several columns have one name, or the name of one
/// begins as `colour=`, the column's place among those is added: `colour (2)=red`.
/// @param table       one number for each column of numbers, and the number of its text for each column of texts
/// @param categories  in the order of the columns
/// @param isTraining  of each row; empty: all are
/// @throws Error if no column is left, or memory does not suffice
CsvTable withOneHot(CsvTable table, const CsvForm& form, const std::vector<CsvCategory>& categories,
    const std::vector<bool>& isTraining, const std::string& where);

} // namespace isthmus
