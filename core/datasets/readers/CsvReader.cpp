// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvReader.h"

#include "core/base/Error.h"
#include "core/datasets/readers/CsvColumns.h"
#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/CsvParts.h"
#include "core/datasets/readers/CsvRows.h"
#include "core/datasets/readers/CsvText.h"
#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace isthmus {

namespace {

constexpr std::uint64_t kBlock = 8 << 20;
constexpr std::size_t kLongestRow = 256 << 20;

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Feeds the file to the rows, block after block; what is left of a block is the beginning of the next.
void readRows(const CsvText& file, const CsvForm& form, const Progress& progress, CsvRows& rows)
{
    ThreadPool pool(threadsOrAll(0));
    std::vector<std::uint8_t> block;
    std::uint64_t wanted = kBlock;
    std::uint64_t offset = form.begin;
    while (offset < file.size() || !block.empty()) {
        const std::size_t kept = block.size();
        const std::uint64_t more = std::min(file.size() - offset, wanted);
        block.resize(kept + more);
        file.read(offset, std::span(block).subspan(kept));
        offset += more;
        const std::size_t whole = rows.append(textOf(block), offset == file.size(), pool);
        wanted = whole > 0 ? kBlock : 2 * block.size(); // a long row is not looked through again and again
        if (whole == 0 && block.size() > kLongestRow)
            throw Error(file.where() + ": line " + grouped(rows.line())
                + ": expected rows of at most 268,435,456 bytes, found a longer one or a quote that nothing closes");
        block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(whole));
        report(progress, static_cast<double>(offset) / static_cast<double>(file.size()));
    }
}

std::size_t bytesOfRow(const CsvTable& table)
{
    return table.features * static_cast<std::size_t>(sizeOf(table.areBytes ? NumberType::U8 : NumberType::F32));
}

SourceArray arrayOf(const CsvTable& table, std::vector<std::uint8_t> values, const std::string& where)
{
    SourceArray array{where, {}, nullptr, 0};
    array.header.type = table.areBytes ? NumberType::U8 : NumberType::F32;
    array.header.shape = {values.size() / bytesOfRow(table), table.features};
    array.source = std::make_shared<MemoryBytes>(std::move(values));
    return array;
}

/// The rows of a table as arrays: all of them, or those of each part.
std::vector<SourceArray> arraysOf(CsvTable table, const CsvParts& parts, bool haveParts, const std::string& where)
{
    if (!haveParts) {
        std::vector<std::uint8_t> values = std::move(table.values);
        return {arrayOf(table, std::move(values), where)};
    }
    requireMemory(2 * table.values.size(), "the table", where);
    std::vector<SourceArray> arrays;
    for (const std::vector<std::size_t>* part : {&parts.train, &parts.test, &parts.validation}) {
        if (part->empty())
            continue;
        arrays.push_back(arrayOf(table, csvRowsOf(table.values, bytesOfRow(table), *part), where));
        arrays.back().part = part == &parts.validation ? DataPart::Validation : DataPart::Test;
    }
    return arrays;
}

/// Pixels in one field are a picture, if they can be a square and the options do not say another size.
void squarePixels(const CsvForm& form, ReadOptions& options, Dataset& data)
{
    constexpr int kLeastSide = 8;
    const auto side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(form.pixels))));
    if (options.hasSize() || side < kLeastSide || static_cast<std::size_t>(side) * std::size_t(side) != form.pixels)
        return;
    options.width = options.height = side;
    const std::string text = std::to_string(side);
    data.notices.push_back("The " + csvColumnText(form, form.column(CsvColumn::Pixels)) + " was taken as pictures of "
        + text + " x " + text + "; the size " + std::to_string(form.pixels) + "x1 keeps them rows of numbers.");
}

/// Which rows are of the training part; empty: all are.
std::vector<bool> trainingRows(const CsvParts& parts, std::size_t rows, bool haveParts)
{
    std::vector<bool> isTraining(haveParts ? rows : 0, false);
    for (const std::size_t row : parts.train)
        if (haveParts)
            isTraining[row] = true;
    return isTraining;
}

/// "12 fields of 5 rows", "1 field of 1 row"
std::string missingText(const CsvMissing& missing)
{
    return grouped(missing.fields) + (missing.fields == 1 ? " field of " : " fields of ") + grouped(missing.rows)
        + (missing.rows == 1 ? " row" : " rows");
}

/// Tells of rows with missing numbers that were left out.
/// @throws Error where they are not to be, or no others are there
void settleMissing(const CsvForm& form, const CsvRows& rows, const std::string& where, Dataset& data)
{
    const CsvMissing& missing = rows.missing();
    if (missing.fields == 0 || form.missing == ReadOptions::Missing::Mean) // then fitFills() tells of them
        return;
    if (form.missing == ReadOptions::Missing::Refuse)
        throw Error(where + ": " + missing.first + "; in all, " + missingText(missing)
            + (missing.fields == 1 ? " holds" : " hold")
            + " no number: the choice 'leave-out' of missing numbers leaves those rows out, 'mean' keeps them");
    if (rows.rows() == 0)
        throw Error(where + ": expected rows without missing numbers, found none: " + missing.first);
    data.notices.push_back(grouped(missing.rows) + (missing.rows == 1 ? " row was" : " rows were")
        + " left out, since numbers are missing; the first: " + missing.first + '.');
}

/// The header's names of the numbers of a row; none where it only counts them, or where the rows are pictures.
ColumnNames namesOfNumbers(const CsvForm& form, const Dataset& data)
{
    ColumnNames names;
    const bool areNamed = !form.names.empty() && !form.hasNumbersAsNames && form.pixels == 0 && data.shape.isRow();
    for (std::size_t column = 0; column < form.columns && areNamed; ++column)
        if (form.kinds[column] == CsvColumn::Number)
            names.push_back(form.names[column]);
    return names;
}

/// Do names only count the rows from here on?
bool areCounted(const SampleNames& names, Index from)
{
    Index sample = 0;
    while (sample < names.count() && names.of(sample) == std::to_string(from + sample))
        ++sample;
    return sample == names.count();
}

/// Rows that are counted from 0, as data frames do, or from 1 in a column without a name, as R does: that tells
/// nothing.
bool tellNothing(const CsvForm& form, const SampleNames& names)
{
    const bool isNameless = form.has(CsvColumn::Identifier) && !form.names.empty()
        && form.names[form.column(CsvColumn::Identifier)].empty();
    return areCounted(names, 0) || (isNameless && areCounted(names, 1));
}

/// What the rows are called, those of the training part first; null: nothing that is not their number.
std::shared_ptr<const SampleNames> identifiersOf(
    const CsvForm& form, const CsvRows& rows, const CsvParts& parts, bool hasParts)
{
    if (tellNothing(form, rows.identifiers()))
        return nullptr;
    if (!hasParts)
        return std::make_shared<const SampleNames>(rows.identifiers());
    auto ordered = std::make_shared<SampleNames>();
    for (const std::vector<std::size_t>* part : {&parts.train, &parts.test, &parts.validation})
        for (const std::size_t row : *part)
            ordered->append(rows.identifiers().of(static_cast<Index>(row)));
    return ordered;
}

/// A guess that all rows refute.
void dropConstantLabel(const CsvForm& form, Dataset& data)
{
    constexpr Index kFewest = 10; // rows
    if (!form.isLabelGuessed || data.classNames.size() != 1 || data.count() < kFewest)
        return;
    data.notices.push_back("The " + csvColumnText(form, *form.label) + " holds \"" + data.classNames.front()
        + "\" in every row and is no label: there are no classes.");
    data.labels.clear();
    data.classNames.clear();
    data.classNumbers.clear();
}

/// A column of measures that was chosen, or is called a label: nearly every class would be one row.
void sayMeasures(const CsvForm& form, Dataset& data)
{
    constexpr std::size_t kFewest = 20; // rows
    const std::size_t classes = data.classNames.size();
    if (data.labels.size() < kFewest || 2 * classes <= data.labels.size())
        return;
    data.notices.push_back("The " + csvColumnText(form, *form.label) + " has "
        + grouped(static_cast<std::int64_t>(classes)) + " different values in "
        + grouped(static_cast<std::int64_t>(data.labels.size()))
        + " rows: it holds measures or names, and hardly classes.");
}

} // namespace

bool sniffCsv(const std::string& path)
{
    return looksLikeCsv(textOf(CsvText::headOf(path)));
}

CsvForm csvFormOf(const std::string& path, const ReadOptions& options)
{
    const CsvText file(path);
    const std::vector<std::uint8_t> head = file.head();
    return csvForm(textOf(head), options, file.where());
}

DatasetChoices csvChoices(const std::string& path)
{
    DatasetChoices choices;
    const CsvForm form = csvFormOf(path, {});
    for (std::size_t column = 0; column < form.columns; ++column)
        choices.columns.push_back(form.names.empty() ? std::to_string(column) : form.names[column]);
    choices.labelColumn = form.label ? choices.columns[*form.label] : "";
    ReadOptions all;
    all.oneHot = "auto";
    all.labelColumn = "none";
    const CsvForm texts = csvFormOf(path, all);
    for (std::size_t column = 0; column < texts.columns; ++column)
        if (texts.kinds[column] == CsvColumn::Category)
            choices.textColumns.push_back(
                choices.columns[column].empty() ? std::to_string(column) : choices.columns[column]);
    return choices;
}

Dataset readCsv(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    const CsvText file(path);
    const std::vector<std::uint8_t> head = file.head();
    const CsvForm form = csvForm(textOf(head), options, file.where());
    CsvRows rows(form, file.where());
    readRows(file, form, progress, rows);

    Dataset data = datasetAt(path, form.delimiter == '\t' ? "TSV" : "CSV", options);
    data.firstNumber = form.firstNumber;
    const bool hasParts = form.has(CsvColumn::Part);
    const CsvParts parts = csvParts(rows.parts(), options.validationPart);
    data.notices = form.notices;
    settleMissing(form, rows, file.where(), data);
    ReadOptions sized = options;
    squarePixels(form, sized, data);
    CsvTable table = withOneHot({rows.takeValues(), rows.features(), rows.areBytes()}, form, rows.categories(),
        trainingRows(parts, static_cast<std::size_t>(rows.rows()), hasParts), file.where());
    data.notices.insert(data.notices.end(), table.notices.begin(), table.notices.end());
    const ColumnNames names = table.names;
    const std::vector<std::uint8_t> flags = table.flags;
    setImages(arraysOf(std::move(table), parts, hasParts, file.where()), sized, {}, data);
    data.columns = names.empty() || !data.shape.isRow() ? namesOfNumbers(form, data) : names;
    if (data.shape.isRow())
        data.scaling.flags = flags;
    data.identifiers = identifiersOf(form, rows, parts, hasParts);
    if (hasParts)
        data.notices.push_back(csvPartsText(csvColumnText(form, form.column(CsvColumn::Part)), parts));
    if (form.label)
        setClasses(hasParts ? csvLabelsOf(rows.labels(), parts) : rows.labels(), data);
    dropConstantLabel(form, data);
    sayMeasures(form, data);
    return data;
}

} // namespace isthmus
