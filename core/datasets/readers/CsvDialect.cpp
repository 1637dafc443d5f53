// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvDialect.h"

#include "core/base/Error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace isthmus {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kFirstRows = 20; // rows

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

/// Words for a number that is missing, in lower case: those of spreadsheets, databases, pandas, NumPy and R, and NaN as
/// the C libraries print it.
bool isMissingWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 11> kWords{
        "", "?", "na", "n/a", "#n/a", "#n/a n/a", "#na", "<na>", "null", "none", "nat"};
    static constexpr std::array<std::string_view, 5> kSigned{"nan", "nan(ind)", "nan(snan)", "1.#ind", "1.#qnan"};
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end())
        return true;
    if (word.starts_with('-') || word.starts_with('+'))
        word.remove_prefix(1);
    return std::find(kSigned.begin(), kSigned.end(), word) != kSigned.end();
}

/// The first rows that are not empty. The last row of a text that goes on is whole only if a line feed ends it.
CsvHead firstLines(std::string_view text, std::size_t begin, std::int64_t number, char delimiter)
{
    CsvHead head{delimiter, {}, 0};
    while (begin < text.size() && head.lines.size() < kFirstRows) {
        const CsvRowEnd end = csvRowEnd(text, begin, delimiter);
        const std::string_view line = text.substr(begin, end.at - begin);
        if (end.openQuote != std::string_view::npos)
            head.openQuote = number + std::count(line.begin(), line.begin() + (end.openQuote - begin), '\n');
        if (head.openQuote > 0 || (end.at == text.size() && !head.lines.empty() && text.size() >= (1U << 20U)))
            break;
        if (!trimmedField(line).empty())
            head.lines.push_back({begin, number, line});
        number += 1 + std::count(line.begin(), line.end(), '\n');
        begin = end.at + 1;
    }
    return head;
}

/// What a first line for Excel says: sep=;
std::optional<char> namedDelimiter(std::string_view line)
{
    while (line.ends_with('\r') || line.ends_with('"'))
        line.remove_suffix(1);
    while (line.starts_with('"'))
        line.remove_prefix(1);
    const bool names = line.size() == 5 && lowerField(line.substr(0, 4)) == "sep=";
    return names && (line[4] == ',' || line[4] == ';' || line[4] == '\t') ? std::optional(line[4]) : std::nullopt;
}

std::size_t countFields(std::string_view row, char delimiter)
{
    std::vector<std::string_view> fields;
    splitCsvRow(row, delimiter, fields);
    return fields.size();
}

/// How many fields each row of data has where all have as many; the first row may have one fewer, names of the columns
/// above rows that begin with a name or end in a separator. 0: they differ.
std::size_t evenFields(const CsvHead& head)
{
    if (head.lines.empty() || head.openQuote > 0)
        return 0;
    const std::size_t first = countFields(head.lines.front().text, head.delimiter);
    const std::size_t last = countFields(head.lines.back().text, head.delimiter);
    const bool areEven = std::all_of(head.lines.begin() + 1, head.lines.end(),
        [&](const CsvLine& line) { return countFields(line.text, head.delimiter) == last; });
    return areEven && (first == last || (first >= 2 && first + 1 == last)) ? last : 0;
}

/// Words are no table: most fields of each row of data are numbers.
bool areMostlyNumbers(const CsvHead& head)
{
    std::vector<std::string_view> fields;
    return std::all_of(
        head.lines.begin() + (head.lines.size() > 1 ? 1 : 0), head.lines.end(), [&](const CsvLine& line) {
            splitCsvRow(line.text, head.delimiter, fields);
            const auto numbers = std::count_if(
                fields.begin(), fields.end(), [](std::string_view field) { return csvKind(field) == CsvKind::Number; });
            return 2 * static_cast<std::size_t>(numbers) > fields.size();
        });
}

/// Fields between any number of blanks.
void splitAtBlanks(std::string_view row, std::vector<std::string_view>& fields)
{
    constexpr std::string_view kBlanks = " \t\r";
    for (std::size_t at = row.find_first_not_of(kBlanks); at != kNone; at = row.find_first_not_of(kBlanks, at)) {
        const std::size_t close = row[at] == '"' ? closingQuote(row, at) : kNone;
        const bool isWhole = close != kNone && !goesOn(row, close, ' ');
        const std::size_t end = isWhole ? close : std::min(row.find_first_of(kBlanks, at), row.size());
        fields.push_back(isWhole ? row.substr(at + 1, close - at - 1) : row.substr(at, end - at));
        at = isWhole ? close + 1 : end;
    }
    if (fields.empty())
        fields.emplace_back();
}

/// Takes away comments (#) above the table, as NumPy writes them, but for one right above it with as many fields as the
/// rows have, which is its header.
void dropComments(CsvHead& head)
{
    std::vector<CsvLine>& lines = head.lines;
    const auto table =
        std::find_if_not(lines.begin(), lines.end(), [](const CsvLine& line) { return line.text.starts_with('#'); });
    if (table == lines.begin() || table == lines.end())
        return;
    const std::size_t columns = countFields(table->text, head.delimiter);
    CsvLine& above = *(table - 1);
    if (head.delimiter == ' ' && countFields(above.text, ' ') == columns + 1 && above.text.starts_with("# ")) {
        above.text.remove_prefix(2);
        above.begin += 2;
    }
    const bool hasHeader = countFields(above.text, head.delimiter) == columns;
    lines.erase(lines.begin(), hasHeader ? table - 1 : table);
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
    if (delimiter == ' ')
        return splitAtBlanks(row, fields);
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
    static constexpr std::array<const char*, 2> kInfinite{"inf", "infinity"};
    constexpr std::size_t kLongest = 400;
    field = trimmedField(field);
    if (field.size() > kLongest)
        return csvNumber(field) ? CsvKind::Number : CsvKind::Text;
    const std::string word = lowerField(field);
    if (isMissingWord(word))
        return CsvKind::Missing;
    const std::string_view bare = word.starts_with('-') ? std::string_view(word).substr(1) : word;
    const bool isInfinite = std::find(kInfinite.begin(), kInfinite.end(), bare) != kInfinite.end();
    return isInfinite || isWrittenAsNumber(field) ? CsvKind::Number : CsvKind::Text;
}

bool isMissingText(std::string_view field)
{
    const std::string word = lowerField(field);
    return csvKind(field) == CsvKind::Missing && word != "none" && word != "nat";
}

char shownDecimal(std::string_view number)
{
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

/// The delimiter that gives all first rows as many fields, the most if several do; else the one of the first row.
/// Blanks are asked last, since texts hold them.
CsvHead csvHead(std::string_view text)
{
    const std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const auto named = namedDelimiter(text.substr(begin, end - begin)))
        return firstLines(text, end + 1, 2, *named);
    constexpr std::size_t kEven = std::size_t(1) << 40U;
    CsvHead best;
    std::size_t most = 0;
    for (const char candidate : {'\t', ';', ','}) {
        CsvHead head = firstLines(text, begin, 1, candidate);
        dropComments(head);
        const std::size_t even = evenFields(head);
        const std::size_t columns =
            even > 0 || head.lines.empty() ? even : countFields(head.lines.front().text, candidate);
        const std::size_t worth = columns < 2 ? 0 : columns + (even > 0 ? kEven : 0);
        const bool isDecimalComma = candidate == ',' && most >= kEven;
        if ((worth > most && !isDecimalComma) || (candidate == ',' && most == 0))
            best = std::move(head);
        most = isDecimalComma ? most : std::max(most, worth);
    }
    if (most >= kEven)
        return best;
    CsvHead blanks = firstLines(text, begin, 1, ' ');
    dropComments(blanks);
    return evenFields(blanks) >= 2 && areMostlyNumbers(blanks) ? blanks : best;
}

} // namespace isthmus
