// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvHead.h"

#include <span>
#include <string_view>

namespace isthmus {

/// What the first row of a table is.
enum class CsvHeader {
    None, ///< a row of data
    Names,
    Numbers, ///< that count the columns, as data frames without names are written: a guess
};

/// Tells names from data: by texts above numbers, by the name of a label above other texts, or by numbers from 0 or 1
/// on that the rows below do not continue.
CsvHeader csvHeader(std::span<const CsvLine> lines, char delimiter);

/// Is a column of this name one of labels?
bool isLabelName(std::string_view name);

} // namespace isthmus
