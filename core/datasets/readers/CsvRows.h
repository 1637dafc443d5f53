// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/data/SampleNames.h"
#include "core/datasets/readers/CsvEvidence.h"
#include "core/datasets/readers/CsvForm.h"
#include "core/datasets/readers/CsvOneHot.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// Fields without a number, of which a table may have some.
struct CsvMissing
{
    std::int64_t fields = 0;
    std::int64_t rows = 0; ///< with such fields
    std::string first; ///< "line 3, column 2 (age): expected a finite number, found an empty field"
};

/// Numbers of a table, block after block: as bytes while all are whole numbers from 0 to 255, else as floats. Rows with
/// missing numbers are not among them, or have NaN in their place where the form says that means are to stand there.
class CsvRows
{
public:
    CsvRows(CsvForm form, std::string where);

    /// Reads the rows of a text that a line feed ends, on all threads of the pool.
    /// @param isEnd  is the rest a row as well?
    /// @return how much of the text that was
    /// @throws Error naming line and column of the first field that is no number, or the first line with another
    ///         number of fields
    std::size_t append(std::string_view text, bool isEnd, ThreadPool& pool);

    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] std::int64_t line() const { return m_line; } ///< line of the next row, from 1
    [[nodiscard]] std::size_t features() const { return m_features; }
    [[nodiscard]] bool areBytes() const { return m_areBytes; }

    /// The missing numbers so far.
    [[nodiscard]] const CsvMissing& missing() const { return m_missing; }

    /// Row after row: one byte a number, or a 32-bit float of the machine's order.
    [[nodiscard]] std::vector<std::uint8_t> takeValues();

    /// The texts of the columns that hold those, in the order of the columns; the rows have their numbers.
    [[nodiscard]] const std::vector<CsvCategory>& categories() const { return m_categories; }

    /// One class for each row, as text; none without a label column.
    [[nodiscard]] const std::vector<std::string>& labels() const { return m_labels; }

    /// The part that each row is of; none without a column of those.
    [[nodiscard]] const std::vector<CsvPart>& parts() const { return m_parts; }

    /// What each row is called; none without a column of that.
    [[nodiscard]] const SampleNames& identifiers() const { return m_identifiers; }

private:
    struct Row
    {
        std::string_view text;
        std::int64_t line = 0;
    };
    /// What one tile of rows found.
    struct Found
    {
        bool areBytes = true;
        std::string error;
        CsvMissing missing;
    };

    /// Where one row goes.
    struct Target
    {
        float* values;
        std::string* label; ///< null: there are none
        CsvPart* part; ///< null: there are none
        std::string* texts; ///< those of the columns of texts; null: there are none
        std::string* identifier; ///< null: there are none
        std::int64_t missing = 0; ///< numbers that are
    };

    std::size_t findRows(std::string_view text, bool isEnd);
    void readTile(std::size_t tile, Found& found);
    bool readFast(std::string_view row, Target target, Found& found) const;
    bool readWords(CsvColumn kind, std::string_view field, Target& target) const;
    void readSlow(std::size_t number, Target target, Found& found);
    [[nodiscard]] std::string placeText(const Row& row, std::size_t column) const;
    void add(const CsvMissing& found);
    void dropIncomplete();
    void numberTexts();
    std::string textFault(std::string_view field, Target& target, Found& found) const;
    std::string faultOf(CsvColumn kind, std::string_view field, Target& target, Found& found) const;
    std::string numberFault(std::string_view field, Target& target, Found& found) const;
    void widen();
    void store();

    CsvForm m_form;
    std::size_t m_features;
    std::string m_where;
    std::int64_t m_line; ///< line of the next text, from 1
    std::int64_t m_rows = 0;
    bool m_areBytes = true;
    std::vector<std::uint8_t> m_values;
    std::vector<std::string> m_labels;
    std::vector<CsvPart> m_parts;
    SampleNames m_identifiers;
    std::vector<Row> m_block; ///< rows of the text at hand
    std::vector<float> m_numbers; ///< numbers of those rows
    std::vector<std::string> m_blockLabels;
    std::vector<CsvPart> m_blockParts;
    std::vector<std::string> m_blockTexts; ///< of those rows, row after row
    std::vector<CsvCategory> m_categories;
    std::vector<std::size_t> m_textPlaces; ///< which number of a row each category is
    std::vector<std::string> m_blockIdentifiers;
    std::vector<char> m_isIncomplete; ///< of those rows, whether a number is missing
    CsvMissing m_missing;
};

} // namespace isthmus
