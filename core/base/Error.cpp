// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"

#include <charconv>

namespace isthmus {

std::string grouped(std::int64_t number)
{
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const bool afterDigit = i > 0 && digits[i - 1] != '-';
        if (afterDigit && (digits.size() - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text;
}

std::string shortNumber(double number, int digits)
{
    char text[64]; // not printf, which writes a comma where the desktop's language does
    const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::general, digits).ptr;
    return {text, end};
}

} // namespace isthmus
