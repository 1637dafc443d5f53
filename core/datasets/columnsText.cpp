// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/columnsText.h"

#include "core/base/Error.h"

#include <algorithm>

namespace isthmus {

std::string columnsText(const std::vector<std::size_t>& columns, const ColumnNames& names)
{
    constexpr std::size_t kMostNamed = 5;
    std::string text;
    const std::size_t named = std::min(columns.size(), kMostNamed);
    for (std::size_t i = 0; i < named; ++i)
        text += (i == 0 ? "" : ", ")
            + (names.empty() ? std::to_string(columns[i]) : columnTitle(names, static_cast<Index>(columns[i])));
    if (named < columns.size())
        text += " and " + grouped(static_cast<std::int64_t>(columns.size() - named)) + " more";
    return names.empty() ? text + " (counted from 0, without the label)" : text;
}

} // namespace isthmus
