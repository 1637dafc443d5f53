// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvFields.h"

#include "core/base/Error.h"
#include "core/datasets/readers/CsvDecimal.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace isthmus {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool isBlank(char letter, char delimiter)
{
    return (letter == ' ' || letter == '\t') && letter != delimiter;
}

std::size_t closingQuote(std::string_view text, std::size_t open)
{
    for (std::size_t at = open + 1; at < text.size(); ++at) { // most fields are too short for a search
        if (text[at] != '"')
            continue;
        if (at + 1 == text.size() || text[at + 1] != '"')
            return at;
        ++at;
    }
    return kNone;
}

/// Do letters follow a closing quote?
bool goesOn(std::string_view text, std::size_t close, char delimiter)
{
    std::size_t at = close + 1;
    while (at < text.size() && (isBlank(text[at], delimiter) || text[at] == '\r'))
        ++at;
    return at < text.size() && text[at] != delimiter && text[at] != '\n';
}

/// The signs of typesetters as those of keyboards.
std::string plainSigns(std::string_view field)
{
    static constexpr std::array<std::pair<std::string_view, char>, 4> kSigns{
        {{"\u00a0", ' '}, {"\u202f", ' '}, {"\u2019", '\''}, {"\u2212", '-'}}};
    std::string plain;
    while (!field.empty()) {
        const auto sign =
            std::find_if(kSigns.begin(), kSigns.end(), [&](const auto& each) { return field.starts_with(each.first); });
        plain += sign == kSigns.end() ? field.front() : sign->second;
        field.remove_prefix(sign == kSigns.end() ? 1 : sign->first.size());
    }
    return plain;
}

/// Digits with points, commas, apostrophes and spaces among them.
bool isWrittenAsNumber(std::string_view field)
{
    const std::string digits = plainSigns(field);
    const std::size_t begin = digits.starts_with('-') || digits.starts_with('+') ? 1 : 0;
    std::size_t end = digits.ends_with('%') ? digits.size() - 1 : digits.size();
    const std::size_t exponent = digits.find_first_of("eE");
    if (exponent != std::string::npos) {
        const std::size_t sign = digits.find_first_of("+-", exponent) == exponent + 1 ? 1 : 0;
        if (digits.find_first_not_of("0123456789", exponent + 1 + sign) < end || exponent + 1 + sign >= end)
            return false;
        end = exponent;
    }
    return begin < end && digits[begin] != ' ' && digits.find_first_not_of("0123456789.,' ", begin) >= end
        && digits.find_first_of("0123456789", begin) < end;
}

} // namespace

CsvRowEnd csvRowEnd(std::string_view text, std::size_t begin, char delimiter)
{
    const std::size_t line = std::min(text.find('\n', begin), text.size());
    if (text.substr(0, line).find('"', begin) == kNone)
        return {line};
    bool opens = true;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '\n')
            return {at};
        if (text[at] != '"' || !opens) {
            opens = text[at] == delimiter || (opens && isBlank(text[at], delimiter));
            continue;
        }
        const std::size_t close = closingQuote(text, at);
        const bool isOther = close > line && text.substr(at, close - at).find('\n') != kNone;
        if (close == kNone || (isOther && goesOn(text, close, delimiter))) // it closed another field
            return {text.size(), at};
        at = close;
        opens = false;
    }
    return {text.size()};
}

std::string openQuoteText(std::int64_t line)
{
    return "line " + grouped(line) + ": expected a closing quote for the one that begins a field here, found none";
}

void splitCsvRow(std::string_view row, char delimiter, std::vector<std::string_view>& fields)
{
    fields.clear();
    for (std::size_t begin = 0; begin <= row.size();) {
        std::size_t open = begin;
        while (open < row.size() && isBlank(row[open], delimiter))
            ++open;
        const bool isQuoted = open < row.size() && row[open] == '"';
        const std::size_t close = isQuoted ? closingQuote(row, open) : kNone;
        const std::size_t end = std::min(row.find(delimiter, close == kNone ? begin : close + 1), row.size());
        const bool isWhole = close != kNone && !goesOn(row.substr(0, end), close, delimiter);
        fields.push_back(isWhole ? row.substr(open + 1, close - open - 1) : row.substr(begin, end - begin));
        begin = end + 1;
    }
    if (fields.back().ends_with('\r'))
        fields.back().remove_suffix(1);
}

std::string_view trimmedField(std::string_view field)
{
    while (!field.empty() && (field.front() == ' ' || field.front() == '\t'))
        field.remove_prefix(1);
    while (!field.empty() && (field.back() == ' ' || field.back() == '\t' || field.back() == '\r'))
        field.remove_suffix(1);
    return field;
}

std::string lowerField(std::string_view field)
{
    std::string word(trimmedField(field));
    std::transform(word.begin(), word.end(), word.begin(),
        [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return word;
}

CsvKind csvKind(std::string_view field)
{
    static constexpr std::array<const char*, 5> kMissing{"", "na", "n/a", "nan", "null"};
    static constexpr std::array<const char*, 2> kInfinite{"inf", "infinity"};
    constexpr std::size_t kLongest = 400;
    field = trimmedField(field);
    if (field.size() > kLongest)
        return csvNumber(field) ? CsvKind::Number : CsvKind::Text;
    const std::string word = lowerField(field);
    if (std::find(kMissing.begin(), kMissing.end(), word) != kMissing.end())
        return CsvKind::Missing;
    const std::string_view bare = word.starts_with('-') ? std::string_view(word).substr(1) : word;
    const bool isInfinite = std::find(kInfinite.begin(), kInfinite.end(), bare) != kInfinite.end();
    return isInfinite || isWrittenAsNumber(field) ? CsvKind::Number : CsvKind::Text;
}

} // namespace isthmus
