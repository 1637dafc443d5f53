// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvForm.h"

#include "core/base/Error.h"
#include "core/datasets/foreignTexts.h"
#include "core/datasets/readers/CsvColumns.h"
#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/CsvHeader.h"
#include "core/datasets/readers/encoding.h"

#include <algorithm>
#include <span>

namespace isthmus {

namespace {

using Fields = std::vector<std::string_view>;

/// Do all rows pass, once they are cut into their fields?
template <typename Passes>
bool allRows(std::span<const CsvLine> rows, char delimiter, const Passes& passes)
{
    Fields fields;
    return std::all_of(rows.begin(), rows.end(), [&](const CsvLine& row) {
        splitCsvRow(row.text, delimiter, fields);
        return passes(fields);
    });
}

bool allHave(std::size_t columns, std::span<const CsvLine> rows, char delimiter)
{
    return allRows(rows, delimiter, [columns](const Fields& fields) { return fields.size() == columns; });
}

bool allEndEmpty(std::span<const CsvLine> rows, char delimiter)
{
    return allRows(rows, delimiter, [](const Fields& fields) { return trimmedField(fields.back()).empty(); });
}

bool isFeature(const CsvForm& form, std::size_t column)
{
    return column < form.columns && form.kinds[column] == CsvColumn::Number;
}

/// The decimal sign of a table: the first one that can be nothing else, else what may be one.
char findDecimal(std::string_view text, const CsvForm& form)
{
    constexpr std::size_t kLookAt = 1 << 20; // bytes
    const bool isCut = text.size() >= kLookAt;
    text = text.substr(0, kLookAt);
    bool hasPoint = false;
    bool hasComma = false;
    Fields fields;
    std::size_t end = 0;
    for (std::size_t begin = form.begin; begin < text.size(); begin = end + 1) {
        end = csvRowEnd(text, begin, form.delimiter).at;
        if (isCut && end == text.size())
            break;
        const std::string_view row = text.substr(begin, end - begin);
        const char sign = form.delimiter == ',' && row.find('"') == std::string_view::npos ? '.' : ',';
        if (row.find('.') == std::string_view::npos && row.find(sign) == std::string_view::npos)
            continue;
        splitCsvRow(row, form.delimiter, fields);
        for (std::size_t column = 0; column < fields.size(); ++column) {
            const std::string_view field = fields[column];
            if (field.find_first_of(".,") == std::string_view::npos || !isFeature(form, column)
                || csvKind(field) != CsvKind::Number)
                continue;
            if (const char decimal = shownDecimal(field))
                return decimal;
            hasPoint = hasPoint || field.find('.') != std::string_view::npos;
            hasComma = hasComma || field.find(',') != std::string_view::npos;
        }
    }
    return hasPoint ? '.' : hasComma && form.delimiter != ',' ? ',' : '\0';
}

void requireLines(const CsvHead& beginning, const std::string& where)
{
    if (beginning.lines.size() < 2 && beginning.openQuote > 0)
        throw Error(where + ": " + openQuoteText(beginning.openQuote));
    if (beginning.lines.empty())
        throw Error(where + ": expected a table with rows of numbers, found empty lines alone");
}

void tellOf(CsvHeader header, CsvForm& form)
{
    if (header == CsvHeader::Numbers)
        form.notices.emplace_back("The first line was taken as the header, since it counts the columns.");
    if (header == CsvHeader::Numbered)
        form.notices.emplace_back("The first line was left out: it is a row of data that was once taken for a header, "
                                  "and its repeated numbers were numbered (0, 0.1, 0.2).");
}

/// Takes the names of the columns.
/// @return  the rows of data below them
std::span<const CsvLine> beginHeader(const std::vector<CsvLine>& lines, CsvForm& form, const std::string& where)
{
    const CsvHeader header = csvHeader(lines, form.delimiter);
    if (header != CsvHeader::None && lines.size() < 2)
        throw Error(where + ": expected rows of numbers below the header, found none");
    tellOf(header, form);
    Fields first;
    splitCsvRow(lines[0].text, form.delimiter, first);
    form.columns = first.size();
    form.hasNumbersAsNames = header == CsvHeader::Numbers;
    if (header == CsvHeader::Names || header == CsvHeader::Numbers)
        for (const std::string_view name : first)
            form.names.push_back(printableText(trimmedField(name)));
    if (form.names.size() > 1 && form.names[0].starts_with("# ")) // a header as NumPy writes it
        form.names[0].erase(0, 2);
    return std::span(lines).subspan(header == CsvHeader::None ? 0 : 1);
}

/// A header may have one name fewer than each row has fields: the rows end in a separator, or begin with a name.
/// @return  do they begin with a name?
bool completeNames(const Fields& row, std::span<const CsvLine> rows, CsvForm& form)
{
    const bool isShort =
        !form.names.empty() && row.size() == form.columns + 1 && allHave(row.size(), rows, form.delimiter);
    if (!isShort)
        return false;
    const bool endsInSeparator = allEndEmpty(rows, form.delimiter);
    form.names.insert(endsInSeparator ? form.names.end() : form.names.begin(), std::string());
    ++form.columns;
    return !endsInSeparator;
}

} // namespace

CsvForm csvForm(std::string_view head, const ReadOptions& options, const std::string& where)
{
    if (const std::size_t zero = head.find('\0'); zero != std::string_view::npos)
        throw Error(where + ": expected a table in text, found a byte that is 0 in line "
            + grouped(1 + std::count(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(zero), '\n')));
    const CsvHead beginning = csvHead(head);
    requireLines(beginning, where);
    CsvForm form;
    form.delimiter = beginning.delimiter;
    const std::span<const CsvLine> rows = beginHeader(beginning.lines, form, where);
    form.begin = rows.front().begin;
    form.line = rows.front().number;
    Fields row;
    splitCsvRow(rows.front().text, form.delimiter, row);
    if (form.columns == 1 && row.size() == 1 && !csvNumber(row[0]))
        throw Error(where + ": expected numbers between commas, semicolons, tabs or blanks, found '" + shortText(row[0])
            + '\'');
    findCsvColumns({head, rows, completeNames(row, rows, form)}, options, where, form);
    if (form.features() == 0)
        throw Error(where + ": expected a column of numbers beside the labels, found none");
    form.decimal = findDecimal(head, form);
    form.missing = options.missing;
    return form;
}

bool looksLikeCsv(std::string_view head)
{
    if (head.find('\0') != std::string_view::npos || isJson(head))
        return false;
    const CsvHead beginning = csvHead(head);
    const std::vector<CsvLine>& lines = beginning.lines;
    if (lines.empty())
        return false;
    const char delimiter = beginning.delimiter;
    Fields first;
    Fields second;
    splitCsvRow(lines.front().text, delimiter, first);
    splitCsvRow(lines[std::min<std::size_t>(1, lines.size() - 1)].text, delimiter, second);
    const auto numbers = static_cast<std::size_t>(std::count_if(
        second.begin(), second.end(), [](std::string_view field) { return csvKind(field) == CsvKind::Number; }));
    const bool isEven = second.size() == first.size() || (first.size() >= 2 && second.size() == first.size() + 1);
    return second.size() >= 2 && isEven && (delimiter == ' ' ? 2 * numbers > second.size() : numbers > 0);
}

} // namespace isthmus
