// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/AtomicFile.h"
#include "core/files/RowWriter.h"

namespace isthmus {

/// Rows as a table with commas and one header: `sample`, its number from 0 in the order of the data set, training part
/// first; `id`, what its table calls it, where that does; `class`, its name, where the data set has classes; then the
/// numbers; last `file`, the path of its picture, where the data set has such. A number is the
/// shortest text that reads back as the same float. A field with a comma, a quote, a line's end or blanks around it
/// stands in quotes.
/// Source: RFC 4180, except that lines end in a line feed alone
class CsvWriter final : public RowWriter
{
public:
    /// @throws Error if the file cannot be written
    CsvWriter(const std::string& path, const RowForm& form);

    void append(std::span<const Index> samples, const Matrix& rows) override;
    void commit() override;

private:
    void flush();

    AtomicFile m_file;
    const Dataset* m_identifiers; ///< data set which says what each row is called; null: none does
    const Dataset* m_classes; ///< data set whose class each row gets; null: rows have no class
    const Dataset* m_files; ///< data set whose file each row gets; null: rows have no file
    Index m_left; ///< rows that are still to come
    std::string m_text; ///< text that is not in the file yet
};

} // namespace isthmus
