// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvForm.h"

#include "core/base/Error.h"
#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace isthmus {

namespace {

using Fields = std::vector<std::string_view>;

Fields fieldsOf(const CsvLine& line, char delimiter)
{
    Fields fields;
    splitCsvRow(line.text, delimiter, fields);
    return fields;
}

/// Texts above numbers, or texts alone.
bool holdsNames(const Fields& first, const Fields& second)
{
    bool allTexts = true;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const bool isText = csvKind(first[i]) == CsvKind::Text;
        if (isText && i < second.size() && csvKind(second[i]) == CsvKind::Number)
            return true;
        allTexts = allTexts && isText;
    }
    return allTexts;
}

std::vector<float> numbersOf(const Fields& fields)
{
    std::vector<float> numbers;
    for (const std::string_view field : fields)
        if (const auto number = csvNumber(field))
            numbers.push_back(*number);
    return numbers;
}

bool isRun(const std::vector<float>& numbers)
{
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] != numbers[0] + static_cast<float>(i))
            return false;
    return !numbers.empty();
}

/// 0, 1, 2 ... or 1, 2, 3 ...; three and more unless the column before them has no name.
bool countsColumns(const Fields& first)
{
    const std::vector<float> numbers = numbersOf(first);
    const bool hasBlank = trimmedField(first.front()).empty();
    return numbers.size() >= (hasBlank ? 1 : 3) && isRun(numbers) && (numbers[0] == 0 || numbers[0] == 1);
}

bool continues(const std::vector<float>& run, const std::vector<float>& next)
{
    const bool isNext = !next.empty()
        && (next[0] == run[0] || next[0] == run[0] + 1 || next[0] == run[0] + static_cast<float>(run.size()));
    return isNext && isRun(next);
}

/// Does a text of the first row stand in its column once more?
bool recurs(const Fields& first, const Fields& row)
{
    for (std::size_t i = 0; i < std::min(first.size(), row.size()); ++i)
        if (csvKind(first[i]) == CsvKind::Text && trimmedField(first[i]) == trimmedField(row[i]))
            return true;
    return false;
}

/// Ranks and truth values count too: below a header stand other numbers.
bool isBeyond(float number, const std::vector<float>& run)
{
    return number < 0 || number > run.back() + 1 || std::trunc(number) != number;
}

/// Is a column of this name one of labels?
bool isLabelName(std::string_view name)
{
    static constexpr std::array<const char*, 5> kNames{"label", "labels", "class", "target", "y"};
    return std::find(kNames.begin(), kNames.end(), lowerField(name)) != kNames.end();
}

/// What the first row of a table is.
enum class CsvHeader {
    None, ///< a row of data
    Names,
    Numbers, ///< numbers that count the columns, as data frames without names are written: a guess
};

/// Tells names from data: by texts above numbers, by the name of a label above other texts, or by numbers from 0 or 1
/// on that the rows below do not continue.
CsvHeader csvHeader(std::span<const CsvLine> lines, char delimiter)
{
    const Fields first = fieldsOf(lines[0], delimiter);
    const Fields second = lines.size() > 1 ? fieldsOf(lines[1], delimiter) : Fields();
    if (holdsNames(first, second))
        return CsvHeader::Names;
    const std::vector<float> run = numbersOf(first);
    const bool counts = lines.size() > 1 && countsColumns(first);
    bool hasOthers = false;
    for (const CsvLine& line : lines.subspan(1)) {
        const Fields row = fieldsOf(line, delimiter);
        if (recurs(first, row))
            return CsvHeader::None;
        const std::vector<float> numbers = numbersOf(row);
        hasOthers = hasOthers || std::any_of(numbers.begin(), numbers.end(), [&](float number) {
            return counts && isBeyond(number, run);
        });
    }
    const auto namesLabel = [](std::string_view name) { return isLabelName(name) && lowerField(name) != "y"; }; // yes
    if (lines.size() > 1 && (namesLabel(first.front()) || namesLabel(first.back())))
        return CsvHeader::Names;
    const bool isHeader = counts && hasOthers && !continues(run, numbersOf(second));
    return isHeader ? CsvHeader::Numbers : CsvHeader::None;
}

/// What spreadsheets, data frames and our own tables call a column of row numbers.
bool isNumberName(std::string_view name)
{
    static constexpr std::array<const char*, 6> kNames{"", "#", "sample", "index", "id", "unnamed: 0"};
    return std::find(kNames.begin(), kNames.end(), lowerField(name)) != kNames.end();
}

void findNumbering(CsvForm& form, const Fields& row)
{
    form.isNumbered = form.columns > 1 && !form.names.empty() && isNumberName(form.names[0]) && form.label != 0
        && csvNumber(row[0]).has_value();
    if (form.isNumbered)
        form.notices.emplace_back("The first column" + (form.names[0].empty() ? "" : " (" + form.names[0] + ')')
            + " was left out, since it numbers the rows.");
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
    const auto number = csvNumber(row[0]);
    return form.names.empty() && columns > kFewest && isSquare(columns - 1) && !isSquare(columns) && number
        && *number >= 0 && *number < 1000 && std::trunc(*number) == *number;
}

/// A column with a number in one of the first rows is none of texts.
bool holdsTexts(std::span<const CsvLine> rows, std::size_t column, const CsvForm& form)
{
    bool hasText = false;
    Fields fields;
    for (const CsvLine& row : rows) {
        splitCsvRow(row.text, form.delimiter, fields);
        const CsvKind kind = fields.size() == form.columns ? csvKind(fields[column]) : CsvKind::Missing;
        if (kind == CsvKind::Number)
            return false;
        hasText = hasText || kind == CsvKind::Text;
    }
    return hasText;
}

void guessLabel(CsvForm& form, std::span<const CsvLine> rows, const Fields& row)
{
    const std::size_t first = form.isNumbered ? 1 : 0;
    const std::size_t last = form.columns - 1;
    for (const std::size_t column : {first, last})
        if (!form.names.empty() && isLabelName(form.names[column]))
            form.label = column;
    for (const std::size_t column : {first, last})
        if (!form.label && holdsTexts(rows, column, form)) {
            form.label = column;
            form.notices.push_back(std::string("The ") + (column == last ? "last" : "first") + " column"
                + (form.names.empty() ? "" : " (" + shortText(form.names[column]) + ')')
                + " was taken as the label, since it holds texts.");
        }
    if (!form.label && looksLikeLabelAndSquare(form, row)) {
        form.label = 0;
        form.notices.emplace_back("The first of " + grouped(static_cast<std::int64_t>(form.columns))
            + " columns was taken as the label, since the others make square images.");
    }
}

bool isFeature(const CsvForm& form, std::size_t column)
{
    return column != form.label && !(form.isNumbered && column == 0);
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
            + std::to_string(form.columns - 1) + ", found '" + shortText(wanted) + '\'');
    form.label = index;
}

} // namespace

CsvForm csvForm(std::string_view head, const ReadOptions& options, const std::string& where)
{
    if (const std::size_t zero = head.find('\0'); zero != std::string_view::npos)
        throw Error(where + ": expected a table in text, found a byte that is 0 in line "
            + grouped(1 + std::count(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(zero), '\n')));
    const CsvHead beginning = csvHead(head);
    const std::vector<CsvLine>& lines = beginning.lines;
    if (lines.size() < 2 && beginning.openQuote > 0)
        throw Error(where + ": " + openQuoteText(beginning.openQuote));
    if (lines.empty())
        throw Error(where + ": expected a table with rows of numbers, found empty lines alone");
    CsvForm form;
    form.delimiter = beginning.delimiter;
    Fields first;
    Fields second;
    splitCsvRow(lines[0].text, form.delimiter, first);
    form.columns = first.size();
    if (lines.size() > 1)
        splitCsvRow(lines[1].text, form.delimiter, second);
    const CsvHeader kind = csvHeader(lines, form.delimiter);
    const bool header = kind != CsvHeader::None;
    if (kind == CsvHeader::Numbers)
        form.notices.emplace_back("The first line was taken as the header, since it counts the columns.");
    if (header && lines.size() < 2)
        throw Error(where + ": expected rows of numbers below the header, found none");
    const CsvLine& data = lines[header ? 1 : 0];
    form.begin = data.begin;
    form.line = data.number;
    if (header)
        for (const std::string_view name : first)
            form.names.push_back(printableText(trimmedField(name)));
    if (form.names.size() > 1 && form.names[0].starts_with("# ")) // a header as NumPy writes it
        form.names[0].erase(0, 2);
    Fields& row = header ? second : first;
    if (form.columns == 1 && row.size() == 1 && !csvNumber(row[0]))
        throw Error(
            where + ": expected numbers between commas, semicolons or tabs, found '" + shortText(row[0]) + '\'');
    row.resize(form.columns); // its own line says what is wrong with it
    if (!options.labelColumn.empty() && options.labelColumn != "none")
        chooseLabel(options.labelColumn, form, where);
    findNumbering(form, row);
    if (options.labelColumn.empty())
        guessLabel(form, std::span(lines).subspan(header ? 1 : 0), row);
    if (form.features() == 0)
        throw Error(where + ": expected a column of numbers beside the labels, found none");
    form.decimal = findDecimal(head, form);
    return form;
}

bool looksLikeCsv(std::string_view head)
{
    if (head.find('\0') != std::string_view::npos)
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
    return second.size() >= 2 && second.size() == first.size()
        && std::any_of(
            second.begin(), second.end(), [](std::string_view field) { return csvKind(field) == CsvKind::Number; });
}

} // namespace isthmus
