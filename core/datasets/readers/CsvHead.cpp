// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvHead.h"

#include "core/datasets/readers/CsvFields.h"

#include <algorithm>
#include <optional>

namespace isthmus {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLookAt = 20; // rows

/// The first rows that are not empty. The last row of a text that goes on is whole only if a line feed ends it.
CsvHead firstLines(std::string_view text, std::size_t begin, std::int64_t number, char delimiter)
{
    CsvHead head{delimiter, {}, 0};
    while (begin < text.size() && head.lines.size() < kLookAt) {
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

/// Takes away comments (#) above the table, as NumPy writes them, but for one right above it with as many fields as the
/// rows have, which is its header.
void dropComments(CsvHead& head)
{
    std::vector<CsvLine>& lines = head.lines;
    const auto table =
        std::find_if_not(lines.begin(), lines.end(), [](const CsvLine& line) { return line.text.starts_with('#'); });
    if (table == lines.begin() || table == lines.end())
        return;
    const bool hasHeader = countFields((table - 1)->text, head.delimiter) == countFields(table->text, head.delimiter);
    lines.erase(lines.begin(), hasHeader ? table - 1 : table);
}

} // namespace

/// The delimiter that gives all first rows as many fields, the most if several do; else the one of the first row.
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
        const std::size_t columns = head.lines.empty() ? 0 : countFields(head.lines.front().text, candidate);
        const bool isEven = head.openQuote == 0
            && std::all_of(head.lines.begin(), head.lines.end(),
                [&](const CsvLine& line) { return countFields(line.text, candidate) == columns; });
        const std::size_t worth = columns < 2 ? 0 : columns + (isEven ? kEven : 0);
        const bool isDecimalComma = candidate == ',' && most >= kEven;
        if ((worth > most && !isDecimalComma) || (candidate == ',' && most == 0))
            best = std::move(head);
        most = isDecimalComma ? most : std::max(most, worth);
    }
    return best;
}

} // namespace isthmus
