// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/data/Dataset.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// What rows of numbers are: one code, or the pixels of one picture, a row.
struct RowForm
{
    Index count = 0; ///< rows that there will be
    std::vector<Index> axes; ///< axes of one row, outermost first: latentDim, or height, width, channels
    std::vector<std::string> columns; ///< a name for each number of a row
    /// Data set of the samples, which must outlive the writer; null: rows are not samples.
    const Dataset* data = nullptr;
};

/// Codes: "z1", "z2", ...
RowForm codeRows(Index count, Index latentDim, const Dataset* data);

/// Pictures, (y, x, channel): "y0x0", "y0x1", ...; of 3 and 4 channels "y0x0r", "y0x0g", "y0x0b", "y0x0a", of other
/// numbers "y0x0c0", ... Rows of a table whose columns have names: those.
/// @param names  names of the columns, or none
RowForm pictureRows(Index count, Shape shape, const Dataset* data, const ColumnNames& names = {});

/// A file of rows that are written while they are computed, so that it may be larger than memory. It appears whole, at
/// commit(), or not at all. One thread at a time.
class RowWriter
{
public:
    virtual ~RowWriter() = default;

    /// @param samples  number of each row: of the sample in its data set, or of the draw
    /// @param rows     samples.size() x numbers of a row
    /// @throws Error if the file cannot be written: file, the system's reason
    virtual void append(std::span<const Index> samples, const Matrix& rows) = 0;

    /// Completes the file. All rows must have been appended.
    /// @throws Error if the file cannot be written
    virtual void commit() = 0;
};

/// One format of such files. Each has a file of its own for its writer and one line in the table.
struct RowFormat
{
    const char* name; ///< "NPY"
    const char* suffix; ///< ".npy"
    const char* summary; ///< what the file holds, for the help
    std::unique_ptr<RowWriter> (*open)(const std::string& path, const RowForm& form); ///< may throw Error
};

const std::vector<RowFormat>& rowFormats();

/// The format that a file name asks for by its end, whatever the case of its letters; null: no format has it.
const RowFormat* rowFormatOf(const std::string& path);

/// Opens a file for rows in the format of its name.
/// @throws Error if the name has no such end, or the file cannot be written
std::unique_ptr<RowWriter> openRows(const std::string& path, const RowForm& form);

} // namespace isthmus
