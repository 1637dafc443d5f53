// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// Names of a table's columns as its header has them, units and all: "length [cm]". One for each number of a row;
/// empty where the data has none.
using ColumnNames = std::vector<std::string>;

/// A column's name in two parts.
struct ColumnName
{
    std::string name; ///< "length"
    std::string unit; ///< "cm"; empty: the header says none
};

/// Takes a name apart: what stands in the last brackets of "length [cm]" or "length (cm)" is the unit.
ColumnName columnName(std::string_view header);

/// "length [cm]"; "column 3", counted from 0, where a column has no name.
std::string columnTitle(const ColumnNames& names, Index place);

/// Do names only number the columns, as t0, t1, t2 or 0.0, 0.5, 1.0 do? Then they are places of one signal.
bool areNumbered(const ColumnNames& names);

} // namespace isthmus
