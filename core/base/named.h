// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <string>
#include <string_view>
#include <vector>

/// Look-up in the tables of the program: ranges of entries that have a `name`.
namespace isthmus {

/// The names of a table's entries, in its order.
template <typename Table>
std::vector<std::string> namesOf(const Table& table)
{
    std::vector<std::string> names;
    for (const auto& entry : table)
        names.emplace_back(entry.name);
    return names;
}

/// The texts with a separator between each two.
inline std::string joinedText(const std::vector<std::string>& texts, std::string_view separator)
{
    std::string joined;
    for (const std::string& text : texts)
        joined.append(joined.empty() ? std::string_view() : separator).append(text);
    return joined;
}

/// The entry of that name.
/// @param what  the entries are, in singular: "optimizer"
/// @throws Error "optimizer: expected one of adam, sgd, found "x""
template <typename Table>
const auto& byName(const Table& table, std::string_view name, std::string_view what)
{
    for (const auto& entry : table)
        if (entry.name == name)
            return entry;
    throw Error(std::string(what) + ": expected one of " + joinedText(namesOf(table), ", ") + ", found \""
        + std::string(name) + '"');
}

} // namespace isthmus
