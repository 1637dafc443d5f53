// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvDecimal.h"

#include "core/datasets/readers/CsvFields.h"

#include <algorithm>
#include <charconv>

namespace isthmus {

char shownDecimal(std::string_view number)
{
    constexpr std::size_t kNone = std::string_view::npos;
    number = trimmedField(number);
    if (number.starts_with('-') || number.starts_with('+'))
        number.remove_prefix(1);
    const std::size_t sign = number.find_first_of(".,");
    if (sign == kNone)
        return 0;
    const std::size_t last = number.find_last_of(".,");
    const char other = number[sign] == '.' ? ',' : '.';
    if (last != sign) // 1,234.5 or 1,234,567
        return number[last] == number[sign] ? other : number[last];
    const std::string_view before = number.substr(0, sign);
    const bool isBelowOne = before.empty() || before == "0";
    const bool mayBeThousands = !isBelowOne && before.size() <= 3 && number.size() - sign - 1 == 3;
    return mayBeThousands ? '\0' : number[sign];
}

std::optional<float> csvNumber(std::string_view field, char decimal)
{
    constexpr std::size_t kLongest = 400;
    field = trimmedField(field);
    if (field.starts_with('+'))
        field.remove_prefix(1);
    if (decimal == ',' && field.find('.') != std::string_view::npos)
        return std::nullopt;
    std::string dotted;
    const bool hasComma = field.size() < kLongest && field.find(',') != std::string_view::npos;
    if (hasComma && (decimal == ',' || (decimal == 0 && shownDecimal(field) == ','))) {
        dotted.assign(field);
        std::replace(dotted.begin(), dotted.end(), ',', '.');
        field = dotted;
    }
    float value = 0;
    const char* end = field.data() + field.size();
    const auto [stop, fault] = std::from_chars(field.data(), end, value);
    if (stop != end || field.empty())
        return std::nullopt;
    if (fault == std::errc::result_out_of_range) { // too small for a float is 0, too large nothing that can be used
        const bool isSmall = field.find("e-") != std::string_view::npos || field.find("E-") != std::string_view::npos;
        return isSmall ? std::optional(0.0F) : std::nullopt;
    }
    return fault == std::errc() ? std::optional(value) : std::nullopt;
}

std::string decimalText(std::string_view field, char decimal)
{
    const bool isOther = field.find(decimal == ',' ? '.' : ',') != std::string_view::npos;
    if (!isOther || csvKind(field) != CsvKind::Number)
        return {};
    const char* sign = decimal == 0 ? ""
        : decimal == ','            ? "this table has decimal commas, and "
                                    : "this table has decimal points, and ";
    return std::string("; ") + sign + "separated thousands are not understood";
}

} // namespace isthmus
