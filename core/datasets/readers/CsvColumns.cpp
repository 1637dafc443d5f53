// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvColumns.h"

#include "core/base/Error.h"
#include "core/datasets/readers/CsvEvidence.h"
#include "core/datasets/readers/CsvHeader.h"
#include "core/datasets/readers/CsvLabel.h"
#include "core/datasets/readers/CsvOneHot.h"
#include "core/datasets/readers/encoding.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

using Fields = std::vector<std::string_view>;

void leaveOut(std::size_t column, const std::string& reason, CsvForm& form)
{
    form.kinds[column] = CsvColumn::Left;
    form.notices.push_back("The " + csvColumnText(form, column) + " was left out, since it " + reason + '.');
}

/// What spreadsheets, data frames and our own tables call a column of row numbers.
bool isNumberName(std::string_view name)
{
    static constexpr std::array<const char*, 6> kNames{"", "#", "sample", "index", "id", "unnamed: 0"};
    return std::find(kNames.begin(), kNames.end(), lowerField(name)) != kNames.end();
}

/// Left out of the numbers, and kept as what the rows are called: the first such column.
void leaveIdentifier(std::size_t column, const std::string& reason, CsvForm& form)
{
    const bool isFirst = !form.has(CsvColumn::Identifier);
    leaveOut(column, reason, form);
    if (isFirst)
        form.kinds[column] = CsvColumn::Identifier;
}

void leaveNumbering(const Fields& row, CsvForm& form)
{
    form.firstNumber = csvNumber(row[0]) == 0.0F ? 0 : 1;
    const bool isOurs = form.columns > 2 && lowerField(form.names[0]) == "sample" && lowerField(form.names[1]) == "id";
    if (!isOurs || form.kinds[1] != CsvColumn::Number) // it may have been chosen for something else
        return leaveIdentifier(0, "numbers the rows", form);
    leaveOut(0, "numbers the rows", form); // our own tables have what the rows are called behind it
    leaveIdentifier(1, "says what the rows are called", form);
}

void findNumbering(const Fields& row, bool namesRows, CsvForm& form)
{
    if (form.columns < 2 || form.names.empty() || form.kinds[0] != CsvColumn::Number)
        return;
    if (namesRows)
        leaveIdentifier(0, "names the rows: the header has one name fewer", form);
    else if (isNumberName(form.names[0]) && csvNumber(row[0]))
        leaveNumbering(row, form);
}

bool isEmptyEverywhere(std::span<const CsvLine> rows, const CsvForm& form, std::size_t column)
{
    Fields fields;
    return std::all_of(rows.begin(), rows.end(), [&](const CsvLine& row) {
        splitCsvRow(row.text, form.delimiter, fields);
        return fields.size() <= column || trimmedField(fields[column]).empty();
    });
}

/// Separators at the end of each row.
void findEmpty(std::span<const CsvLine> rows, CsvForm& form)
{
    const std::size_t last = form.columns - 1;
    const bool hasName = !form.names.empty() && !form.names[last].empty();
    if (last == 0 || hasName || form.kinds[last] != CsvColumn::Number || !isEmptyEverywhere(rows, form, last))
        return;
    form.kinds[last] = CsvColumn::Empty;
    form.notices.emplace_back("The last column was left out, since it is empty.");
}

void findPixels(const Fields& row, CsvForm& form)
{
    for (std::size_t column = 0; column < form.columns && form.pixels == 0; ++column) {
        form.pixels = form.kinds[column] == CsvColumn::Number ? csvPixels(row[column]) : 0;
        if (form.pixels > 0)
            form.kinds[column] = CsvColumn::Pixels;
    }
}

std::vector<std::size_t> numberColumns(const CsvForm& form)
{
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < form.columns; ++column)
        if (form.kinds[column] == CsvColumn::Number)
            columns.push_back(column);
    return columns;
}

/// The columns of numbers that have nothing in these rows.
std::vector<std::size_t> missingColumns(std::span<const CsvLine> rows, const CsvForm& form)
{
    std::vector<std::size_t> open = numberColumns(form);
    Fields fields;
    for (const CsvLine& row : rows) {
        splitCsvRow(row.text, form.delimiter, fields);
        if (fields.size() == form.columns)
            std::erase_if(open, [&](std::size_t column) { return csvKind(fields[column]) != CsvKind::Missing; });
    }
    return open;
}

/// Columns without anything in the first rows whose first field with something in it is a text, such as remarks.
std::vector<std::size_t> lateTexts(const CsvSample& sample, const CsvForm& form)
{
    constexpr std::size_t kLookAt = std::size_t(1) << 20U; // bytes
    const std::string_view head = sample.head.substr(0, kLookAt);
    std::vector<std::size_t> open = missingColumns(sample.rows, form);
    std::vector<std::size_t> texts;
    Fields fields;
    std::size_t end = 0;
    for (std::size_t begin = form.begin; begin < head.size() && !open.empty(); begin = end + 1) {
        end = csvRowEnd(head, begin, form.delimiter).at;
        if (end == head.size() && head.size() == kLookAt)
            break; // it may be cut
        splitCsvRow(head.substr(begin, end - begin), form.delimiter, fields);
        if (fields.size() != form.columns)
            continue;
        std::erase_if(open, [&](std::size_t column) {
            const CsvKind kind = csvKind(fields[column]);
            if (kind == CsvKind::Text)
                texts.push_back(column);
            return kind != CsvKind::Missing;
        });
    }
    return texts;
}

bool areFiles(const CsvForm& form, std::size_t column)
{
    return !form.names.empty() && isFileName(form.names[column]);
}

std::string reasonFor(const CsvEvidence& evidence, bool isOfFiles)
{
    return evidence.areDates          ? "holds dates or times"
        : evidence.differEverywhere() ? "holds another text in nearly every row: names of rows, no classes"
        : evidence.areConstant()      ? "holds the same text in every row"
        : isOfFiles                   ? "holds names of files"
                                      : "holds texts";
}

std::string wayFor(const CsvEvidence& evidence, bool isOfFiles)
{
    const bool isWay = !isOfFiles && mayBeOneHot(evidence);
    return isWay ? "; the choice 'one-hot' makes a column of 0 and 1 of each of its texts" : "";
}

/// What texts are that are no label: the part that a row belongs to, or nothing that can be used.
void settleTexts(
    std::string_view head, const std::vector<std::size_t>& texts, const ReadOptions& options, CsvForm& form)
{
    constexpr std::size_t kMostTold = 6;
    const bool takesAll = options.oneHot == "auto" && options.oneHotColumns.empty();
    const std::vector<CsvEvidence> evidence = csvEvidence(head, form, texts);
    std::string more;
    std::size_t told = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (form.kinds[texts[i]] != CsvColumn::Number)
            continue;
        const bool isOfFiles = areFiles(form, texts[i]);
        if (evidence[i].areParts && !form.has(CsvColumn::Part)) {
            form.kinds[texts[i]] = CsvColumn::Part;
        } else if (takesAll && !isOfFiles && mayBeOneHot(evidence[i])) {
            form.kinds[texts[i]] = CsvColumn::Category;
        } else if (told++ < kMostTold) {
            const std::string reason = reasonFor(evidence[i], isOfFiles) + wayFor(evidence[i], isOfFiles);
            evidence[i].differEverywhere() && !evidence[i].areDates ? leaveIdentifier(texts[i], reason, form)
                                                                    : leaveOut(texts[i], reason, form);
        } else {
            form.kinds[texts[i]] = CsvColumn::Left;
            more += (more.empty() ? "" : ", ") + csvColumnText(form, texts[i]);
        }
    }
    if (!more.empty())
        form.notices.push_back("Left out were also columns of texts: " + more + '.');
}

void leaveNumbersBesidePixels(CsvForm& form)
{
    for (std::size_t column = 0; column < form.columns && form.pixels > 0; ++column)
        if (form.kinds[column] == CsvColumn::Number || form.kinds[column] == CsvColumn::Category)
            leaveOut(column, "stands beside the pixels", form);
}

} // namespace

std::size_t CsvForm::features() const
{
    const auto isNumber = [](CsvColumn kind) { return kind == CsvColumn::Number || kind == CsvColumn::Category; };
    return static_cast<std::size_t>(std::count_if(kinds.begin(), kinds.end(), isNumber)) + pixels;
}

bool CsvForm::has(CsvColumn kind) const
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::size_t CsvForm::column(CsvColumn kind) const
{
    return static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
}

std::string csvColumnText(const CsvForm& form, std::size_t column)
{
    const std::string place = column == 0 ? "first column"
        : column + 1 == form.columns      ? "last column"
                                          : "column " + grouped(static_cast<std::int64_t>(column + 1));
    const std::string name = form.names.empty() ? "" : form.names[column];
    return name.empty() ? place : place + " (" + shortText(name) + ')';
}

std::vector<std::size_t> csvTextColumns(std::span<const CsvLine> rows, const CsvForm& form)
{
    std::vector<bool> hasText(form.columns, false);
    std::vector<std::size_t> open = numberColumns(form); // without a number so far
    Fields fields;
    for (const CsvLine& row : rows) {
        splitCsvRow(row.text, form.delimiter, fields);
        if (fields.size() != form.columns)
            continue;
        const auto isNumber = [&](std::size_t column) {
            const CsvKind kind = csvKind(fields[column]);
            hasText[column] = hasText[column] || kind == CsvKind::Text;
            return kind == CsvKind::Number;
        };
        open.erase(std::remove_if(open.begin(), open.end(), isNumber), open.end());
    }
    open.erase(
        std::remove_if(open.begin(), open.end(), [&](std::size_t column) { return !hasText[column]; }), open.end());
    return open;
}

void findCsvColumns(const CsvSample& sample, const ReadOptions& options, const std::string& where, CsvForm& form)
{
    Fields row;
    splitCsvRow(sample.rows.front().text, form.delimiter, row);
    row.resize(form.columns); // its own line says what is wrong with it
    form.kinds.assign(form.columns, CsvColumn::Number);
    if (!options.labelColumn.empty() && options.labelColumn != "none")
        chooseCsvLabel(options.labelColumn, where, form);
    chooseOneHot(options, where, form);
    findEmpty(sample.rows, form);
    findNumbering(row, sample.namesRows, form);
    findPixels(row, form);
    std::vector<std::size_t> texts = csvTextColumns(sample.rows, form);
    if (options.labelColumn.empty())
        guessCsvLabel(sample.head, texts, form);
    for (const std::size_t column : lateTexts(sample, form))
        texts.insert(std::upper_bound(texts.begin(), texts.end(), column), column);
    settleTexts(sample.head, texts, options, form);
    leaveNumbersBesidePixels(form);
}

} // namespace isthmus
