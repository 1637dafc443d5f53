// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ColumnNames.h"

#include <charconv>
#include <optional>

namespace isthmus {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (text.ends_with(' '))
        text.remove_suffix(1);
    while (text.starts_with(' '))
        text.remove_prefix(1);
    return text;
}

/// What a name has before its number.
std::string_view stemOf(std::string_view name)
{
    return name.substr(0, name.find_last_not_of("0123456789.") + 1);
}

std::optional<double> numberIn(std::string_view text)
{
    double number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = fault == std::errc() && end == text.data() + text.size();
    return isWhole ? std::optional(number) : std::nullopt;
}

} // namespace

ColumnName columnName(std::string_view header)
{
    header = trimmed(header);
    const bool isSquare = header.ends_with(']');
    const std::size_t begin = header.rfind(isSquare ? '[' : '(');
    const bool hasUnit = (isSquare || header.ends_with(')')) && begin != std::string_view::npos && begin > 0;
    const std::string_view unit =
        hasUnit ? trimmed(header.substr(begin + 1, header.size() - begin - 2)) : std::string_view();
    if (unit.empty())
        return {std::string(header), ""};
    return {std::string(trimmed(header.substr(0, begin))), std::string(unit)};
}

std::string columnTitle(const ColumnNames& names, Index place)
{
    const auto number = static_cast<std::size_t>(place);
    const bool isNamed = number < names.size() && !trimmed(names[number]).empty();
    return isNamed ? names[number] : "column " + std::to_string(place);
}

bool areNumbered(const ColumnNames& names)
{
    std::optional<double> last;
    for (const std::string& name : names) {
        const std::string_view stem = stemOf(name);
        const std::optional<double> number = numberIn(std::string_view(name).substr(stem.size()));
        if (stem != stemOf(names.front()) || !number || (last && *number <= *last))
            return false;
        last = number;
    }
    return !names.empty();
}

} // namespace isthmus
