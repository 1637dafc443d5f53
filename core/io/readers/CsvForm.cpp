// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/CsvForm.h"

#include "core/base/Error.h"
#include "core/io/readers/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

using Fields = std::vector<std::string_view>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLookAt = 20; // rows

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

struct Line
{
    std::size_t begin = 0;
    std::int64_t number = 1;
    std::string_view text;
};

/// The first rows that are not empty. The last row of a text that goes on is whole only if a line feed ends it.
std::vector<Line> firstLines(std::string_view head)
{
    std::vector<Line> lines;
    std::size_t begin = head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    std::int64_t number = 1;
    while (begin < head.size() && lines.size() < kLookAt) {
        const std::size_t end = csvRowEnd(head, begin);
        if (end == head.size() && !lines.empty() && head.size() >= (1U << 20U))
            break;
        const std::string_view text = head.substr(begin, end - begin);
        if (!trimmed(text).empty())
            lines.push_back({begin, number, text});
        number += 1 + std::count(text.begin(), text.end(), '\n');
        begin = end + 1;
    }
    return lines;
}

std::size_t countFields(std::string_view row, char delimiter)
{
    Fields fields;
    splitCsvRow(row, delimiter, fields);
    return fields.size();
}

/// The delimiter that gives all first rows as many fields, the most if several do; else the one of the first row.
char findDelimiter(const std::vector<Line>& lines)
{
    char best = ',';
    std::size_t most = 0;
    for (const char candidate : {'\t', ';', ','}) {
        const std::size_t columns = countFields(lines.front().text, candidate);
        const bool even = std::all_of(
            lines.begin(), lines.end(), [&](const Line& line) { return countFields(line.text, candidate) == columns; });
        const std::size_t worth = columns < 2 ? 0 : columns + (even ? (std::size_t(1) << 40) : 0);
        const bool isDecimalComma = candidate == ',' && best != ',' && most >= (std::size_t(1) << 40);
        if (worth > most && !isDecimalComma) {
            most = worth;
            best = candidate;
        }
    }
    return best;
}

/// Takes away comments (#) above the table, as NumPy writes them, but for one right above it with as many fields as the
/// rows have, which is its header.
void dropComments(std::vector<Line>& lines)
{
    const auto table =
        std::find_if_not(lines.begin(), lines.end(), [](const Line& line) { return line.text.starts_with('#'); });
    if (table == lines.begin() || table == lines.end())
        return;
    const char delimiter = findDelimiter({table, lines.end()});
    const bool hasHeader = countFields((table - 1)->text, delimiter) == countFields(table->text, delimiter);
    lines.erase(lines.begin(), hasHeader ? table - 1 : table);
}

/// In a table with commas a comma within a number stands in quotes and may separate thousands: "1,234" says nothing.
bool isDecimalComma(std::string_view field)
{
    const std::size_t comma = field.find(',');
    const std::string_view before = field.substr(0, comma);
    const bool isBelowOne = before.empty() || before == "-" || before == "0" || before == "-0";
    return field.find(',', comma + 1) == std::string_view::npos && (isBelowOne || field.size() - comma - 1 != 3);
}

bool isNumber(std::string_view field, char delimiter)
{
    return csvNumber(field, delimiter).has_value();
}

bool isHeader(const Fields& first, const Fields& second, char delimiter)
{
    bool allTexts = true;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const bool number = isNumber(first[i], delimiter) || trimmed(first[i]).empty();
        if (!number && i < second.size() && isNumber(second[i], delimiter))
            return true;
        allTexts = allTexts && !number;
    }
    return allTexts;
}

std::string lower(std::string_view text)
{
    std::string word(trimmed(text));
    std::transform(word.begin(), word.end(), word.begin(),
        [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return word;
}

bool isLabelName(std::string_view name)
{
    static constexpr std::array<const char*, 5> kNames{"label", "labels", "class", "target", "y"};
    return std::find(kNames.begin(), kNames.end(), lower(name)) != kNames.end();
}

/// What spreadsheets, data frames and our own tables call a column of row numbers.
bool isNumberName(std::string_view name)
{
    static constexpr std::array<const char*, 6> kNames{"", "#", "sample", "index", "id", "unnamed: 0"};
    return std::find(kNames.begin(), kNames.end(), lower(name)) != kNames.end();
}

void findNumbering(CsvForm& form, const Fields& row)
{
    form.isNumbered = form.columns > 1 && !form.names.empty() && isNumberName(form.names[0]) && form.label != 0
        && isNumber(row[0], form.delimiter);
    if (form.isNumbered)
        form.notice = "The first column" + (form.names[0].empty() ? "" : " (" + form.names[0] + ')')
            + " was left out, since it numbers the rows.";
}

bool isSquare(std::size_t number)
{
    const auto root = static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(number))));
    return root * root == number;
}

/// 785 columns without a header are a label and 28 x 28 pixels.
bool looksLikeLabelAndSquare(const CsvForm& form, const Fields& row)
{
    constexpr std::size_t kFewest = 64;
    const std::size_t columns = form.columns;
    const auto number = csvNumber(row[0], form.delimiter);
    return form.names.empty() && columns > kFewest && isSquare(columns - 1) && !isSquare(columns) && number
        && *number >= 0 && *number < 1000 && std::trunc(*number) == *number;
}

void guessLabel(CsvForm& form, const Fields& row)
{
    const std::size_t first = form.isNumbered ? 1 : 0;
    const std::size_t last = form.columns - 1;
    for (const std::size_t column : {first, last})
        if (!form.names.empty() && isLabelName(form.names[column]))
            form.label = column;
    for (const std::size_t column : {first, last})
        if (!form.label && !trimmed(row[column]).empty() && !isNumber(row[column], form.delimiter))
            form.label = column;
    if (!form.label && looksLikeLabelAndSquare(form, row)) {
        form.label = 0;
        form.notice = "The first of " + grouped(static_cast<std::int64_t>(form.columns))
            + " columns was taken as the label, since the others make square images.";
    }
}

void chooseLabel(const std::string& wanted, CsvForm& form, const std::string& where)
{
    const auto named = std::find(form.names.begin(), form.names.end(), wanted);
    if (named != form.names.end()) {
        form.label = static_cast<std::size_t>(named - form.names.begin());
        return;
    }
    std::size_t index = 0;
    const char* end = wanted.data() + wanted.size();
    const auto [stop, fault] = std::from_chars(wanted.data(), end, index);
    if (fault != std::errc() || stop != end || index >= form.columns)
        throw Error(where + ": expected a label column among the names of its header, or a number from 0 to "
            + std::to_string(form.columns - 1) + ", found '" + wanted + '\'');
    form.label = index;
}

} // namespace

std::size_t csvRowEnd(std::string_view text, std::size_t begin)
{
    const std::size_t end = text.find('\n', begin);
    const std::size_t line = end == std::string_view::npos ? text.size() : end;
    if (text.substr(begin, line - begin).find('"') == std::string_view::npos)
        return line;
    bool quoted = false;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '\n' && !quoted)
            return i;
    }
    return text.size();
}

void splitCsvRow(std::string_view row, char delimiter, std::vector<std::string_view>& fields)
{
    fields.clear();
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= row.size(); ++i) {
        if (i < row.size() && row[i] == '"')
            quoted = !quoted;
        if (i < row.size() && (quoted || row[i] != delimiter))
            continue;
        std::string_view field = row.substr(begin, i - begin);
        const std::string_view bare = trimmed(field);
        if (bare.size() >= 2 && bare.front() == '"' && bare.back() == '"')
            field = bare.substr(1, bare.size() - 2);
        fields.push_back(field);
        begin = i + 1;
    }
    if (!fields.empty() && fields.back().ends_with('\r'))
        fields.back().remove_suffix(1);
}

std::optional<float> csvNumber(std::string_view field, char delimiter)
{
    constexpr std::size_t kLongest = 400;
    field = trimmed(field);
    if (field.starts_with('+'))
        field.remove_prefix(1);
    std::string dotted;
    const bool hasComma = field.size() < kLongest && field.find(',') != std::string_view::npos;
    if (hasComma && (delimiter != ',' || isDecimalComma(field))) {
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

CsvForm csvForm(std::string_view head, const ReadOptions& options, const std::string& where)
{
    std::vector<Line> lines = firstLines(head);
    dropComments(lines);
    if (lines.empty())
        throw Error(where + ": expected a table with rows of numbers, found empty lines alone");
    CsvForm form;
    form.delimiter = findDelimiter(lines);
    Fields first;
    Fields second;
    splitCsvRow(lines[0].text, form.delimiter, first);
    form.columns = first.size();
    if (lines.size() > 1)
        splitCsvRow(lines[1].text, form.delimiter, second);
    const bool header = isHeader(first, second, form.delimiter);
    if (header && lines.size() < 2)
        throw Error(where + ": expected rows of numbers below the header, found none");
    const Line& data = lines[header ? 1 : 0];
    form.begin = data.begin;
    form.line = data.number;
    if (header)
        for (const std::string_view name : first)
            form.names.push_back(utf8Text(trimmed(name)));
    if (form.names.size() > 1 && form.names[0].starts_with("# ")) // a header as NumPy writes it
        form.names[0].erase(0, 2);
    Fields& row = header ? second : first;
    row.resize(form.columns); // its own line says what is wrong with it
    if (!options.labelColumn.empty() && options.labelColumn != "none")
        chooseLabel(options.labelColumn, form, where);
    findNumbering(form, row);
    if (options.labelColumn.empty())
        guessLabel(form, row);
    return form;
}

bool looksLikeCsv(std::string_view head)
{
    if (head.find('\0') != std::string_view::npos)
        return false;
    std::vector<Line> lines = firstLines(head);
    dropComments(lines);
    if (lines.empty())
        return false;
    const char delimiter = findDelimiter(lines);
    const Line& second = lines[std::min<std::size_t>(1, lines.size() - 1)];
    Fields fields;
    splitCsvRow(second.text, delimiter, fields);
    return fields.size() >= 2 && fields.size() == countFields(lines[0].text, delimiter)
        && std::any_of(
            fields.begin(), fields.end(), [&](std::string_view field) { return isNumber(field, delimiter); });
}

} // namespace isthmus
