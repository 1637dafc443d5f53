// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvDialect.h"

#include <span>
#include <string_view>

namespace isthmus {

/// What the first row of a table is.
enum class CsvHeader {
    None, ///< a row of data
    Names,
    Numbers, ///< numbers that count the columns, as data frames without names are written: a guess
    Numbered, ///< a row of data that pandas once took for names, and whose repeated numbers it numbered: 0, 0.1, 0.2
};

/// Tells names from data: by texts above numbers, by the name of a label above other texts, or by numbers from 0 or 1
/// on that the rows below do not continue. A long run of those is a header whatever the rows below hold, and so is one
/// behind an empty field, which stands above the numbers of the rows.
CsvHeader csvHeader(std::span<const CsvLine> lines, char delimiter);

/// Is a column of this name one of labels? label, labels, class, target, species and y, in any case.
bool isLabelName(std::string_view name);

/// Is a column of this name one of files? file, files, filename, file_name, path and filepath, in any case.
bool isFileName(std::string_view name);

} // namespace isthmus
