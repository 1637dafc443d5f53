// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ColumnNames.h"

#include <cstddef>
#include <string>
#include <vector>

namespace isthmus {

/// Some columns of a table in a sentence: "length, width and 4 more"; "0, 3 and 4 more (counted from 0, without the
/// label)" where they have no names.
std::string columnsText(const std::vector<std::size_t>& columns, const ColumnNames& names);

} // namespace isthmus
