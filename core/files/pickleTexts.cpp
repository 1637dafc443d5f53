// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/pickleTexts.h"

#include <bit>
#include <cstddef>

namespace isthmus {

namespace {

std::uint8_t byteAt(std::string_view text, std::size_t at)
{
    return static_cast<std::uint8_t>(text[at]);
}

bool isContinuation(std::string_view text, std::size_t at)
{
    return at < text.size() && (byteAt(text, at) & 0xC0) == 0x80;
}

/// Bytes of the letter that begins at a place; 0: none does.
std::size_t letterLength(std::string_view text, std::size_t at)
{
    const std::uint8_t first = byteAt(text, at);
    if (first < 0x80)
        return 1;
    const auto length = static_cast<std::size_t>(std::countl_one(first));
    if (length < 2 || length > 4)
        return 0;
    std::uint32_t letter = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(text, at + i))
            return 0;
        letter = letter << 6 | (byteAt(text, at + i) & 0x3FU);
    }
    constexpr std::uint32_t kFirstLetters[] = {0, 0, 0x80, 0x800, 0x10000};
    return letter >= kFirstLetters[length] && letter <= 0x10FFFF ? length : 0;
}

} // namespace

std::string printable(std::string_view text)
{
    std::string shown;
    for (const char c : text.substr(0, 60))
        shown += c >= ' ' && c <= '~' ? c : '?';
    return shown;
}

std::string hexByte(std::uint8_t byte)
{
    constexpr const char* kDigits = "0123456789abcdef";
    return {kDigits[byte >> 4], kDigits[byte & 0xF]};
}

bool appendLatin(std::string_view utf8, std::string& latin)
{
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const std::uint8_t byte = byteAt(utf8, i);
        if (byte < 0x80) {
            latin += utf8[i];
            continue;
        }
        if ((byte != 0xC2 && byte != 0xC3) || !isContinuation(utf8, i + 1))
            return false;
        latin += static_cast<char>((byte & 0x3) << 6 | (byteAt(utf8, ++i) & 0x3F));
    }
    return true;
}

bool isPythonUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = letterLength(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

} // namespace isthmus
