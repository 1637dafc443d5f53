// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/foreignTexts.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>

namespace isthmus {

namespace {

bool beginsLike(std::string_view text, std::string_view lower)
{
    return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
        return a == std::tolower(static_cast<unsigned char>(b));
    });
}

std::string_view withoutBlanksBefore(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// The next line of a text, which is cut off it.
std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

bool isNumber(std::string_view word)
{
    return !word.empty() && word.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
}

bool isPairs(std::string_view line)
{
    int pairs = 0;
    for (bool isFirst = true; !line.empty(); isFirst = false) {
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        const std::string_view word = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        const std::size_t colon = word.find(':');
        if (word.empty())
            continue;
        if (isFirst ? !isNumber(word)
                    : colon == std::string_view::npos || !isNumber(word.substr(0, colon))
                    || !isNumber(word.substr(colon + 1)))
            return false;
        pairs += isFirst ? 0 : 1;
    }
    return pairs > 0;
}

} // namespace

bool isArff(std::string_view text)
{
    while (!text.empty()) {
        const std::string_view line = withoutBlanksBefore(takeLine(text));
        if (!line.empty() && line.front() != '%')
            return beginsLike(line, "@relation");
    }
    return false;
}

bool isLibsvm(std::string_view text)
{
    std::string_view line = takeLine(text);
    while (line.starts_with('#') && !text.empty())
        line = takeLine(text);
    const std::size_t remark = line.find(" #");
    return isPairs(line.substr(0, remark));
}

bool isSparseArff(std::string_view text)
{
    if (!isArff(text))
        return false;
    bool isBelow = false;
    while (!text.empty()) {
        const std::string_view line = withoutBlanksBefore(takeLine(text));
        if (isBelow && !line.empty() && line.front() != '%')
            return line.front() == '{';
        isBelow = isBelow || beginsLike(line, "@data");
    }
    return false;
}

bool isJson(std::string_view text)
{
    text = withoutBlanksBefore(text);
    if (text.empty() || (text.front() != '{' && text.front() != '['))
        return false;
    const std::string_view inner = withoutBlanksBefore(text.substr(1));
    const std::string_view follows = text.front() == '{' ? "\"" : "\"[{-0123456789";
    return !inner.empty() && follows.find(inner.front()) != std::string_view::npos;
}

bool isJsonLines(std::string_view text)
{
    if (!isJson(text))
        return false;
    text = withoutBlanksBefore(text);
    std::string_view line = takeLine(text);
    line = line.substr(0, line.find_last_not_of(" \r") + 1);
    return line.ends_with(text.starts_with('{') ? '}' : ']') && (text.starts_with('{') || text.starts_with('['));
}

bool isHeic(std::string_view text)
{
    constexpr std::string_view kBrands = " heic heix hevc heim heis mif1 msf1 avif avis ";
    constexpr std::size_t kBrand = 8; // bytes before it
    return text.size() >= kBrand + 4 && text.substr(4, 4) == "ftyp"
        && kBrands.find(' ' + std::string(text.substr(kBrand, 4)) + ' ') != std::string_view::npos;
}

bool isWebPage(std::string_view text)
{
    const std::string_view begin = withoutBlanksBefore(text);
    return beginsLike(begin, "<!doctype html") || beginsLike(begin, "<html");
}

bool isPickle(std::string_view text)
{
    return text.size() > 2 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5;
}

} // namespace isthmus
