// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvLabel.h"

#include "core/base/Error.h"
#include "core/datasets/readers/CsvColumns.h"
#include "core/datasets/readers/CsvEvidence.h"
#include "core/datasets/readers/CsvHeader.h"
#include "core/datasets/readers/CsvOneHot.h"
#include "core/datasets/readers/encoding.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace isthmus {

namespace {

bool isFree(const CsvForm& form, std::size_t column)
{
    return form.kinds[column] == CsvColumn::Number;
}

std::size_t firstFree(const CsvForm& form)
{
    std::size_t column = 0;
    while (column + 1 < form.columns && !isFree(form, column))
        ++column;
    return column;
}

std::size_t lastFree(const CsvForm& form)
{
    std::size_t column = form.columns - 1;
    while (column > 0 && !isFree(form, column))
        --column;
    return column;
}

void take(std::size_t column, const std::string& reason, CsvForm& form)
{
    if (!reason.empty())
        form.notices.push_back("The " + csvColumnText(form, column) + " was taken as the label, " + reason + '.');
    form.kinds[column] = CsvColumn::Label;
    form.label = column;
    form.isLabelGuessed = !reason.empty();
}

bool contains(const std::vector<std::size_t>& sorted, std::size_t column)
{
    return std::binary_search(sorted.begin(), sorted.end(), column);
}

bool areClassNumbers(const CsvEvidence& evidence)
{
    return evidence.areNames && !evidence.differEverywhere();
}

/// What a column of texts could be instead.
std::string insteadText(const CsvEvidence& evidence)
{
    return mayBeOneHot(evidence)
        ? "; the choice 'one-hot' of this column makes a column of 0 and 1 of each of its texts instead"
        : "";
}

/// Columns between the first and the last that are called a label. Beside an x, y is a place.
std::vector<std::size_t> namedBetween(std::size_t first, std::size_t last, const CsvForm& form)
{
    const bool hasPlaces = std::any_of(
        form.names.begin(), form.names.end(), [](const std::string& name) { return lowerField(name) == "x"; });
    std::vector<std::size_t> columns;
    for (std::size_t column = first; column < last; ++column)
        if (isFree(form, column) && isLabelName(form.names[column])
            && !(hasPlaces && lowerField(form.names[column]) == "y"))
            columns.push_back(column);
    return columns;
}

void sayNoClasses(const std::vector<std::size_t>& columns, CsvForm& form)
{
    constexpr std::size_t kMostTold = 6;
    for (std::size_t i = 0; i < std::min(columns.size(), kMostTold); ++i)
        form.notices.push_back("The " + csvColumnText(form, columns[i])
            + " is called a label, but holds numbers that are no classes, and was taken as a number.");
    if (columns.size() > kMostTold)
        form.notices.push_back("So were " + grouped(static_cast<std::int64_t>(columns.size() - kMostTold))
            + " more columns that are called a label.");
}

/// One between must hold classes to be believed.
void takeNamedBetween(std::string_view head, const std::vector<std::size_t>& columns,
    const std::vector<std::size_t>& texts, CsvForm& form)
{
    const std::vector<CsvEvidence> evidence = csvEvidence(head, form, columns);
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < columns.size() && !form.label; ++i) {
        const bool isText = contains(texts, columns[i]);
        if (isText || areClassNumbers(evidence[i]))
            take(columns[i], "since it is called so" + (isText ? insteadText(evidence[i]) : ""), form);
        else
            others.push_back(columns[i]);
    }
    sayNoClasses(others, form);
}

/// Of several, the last or the first column before those between.
void takeNamed(std::string_view head, const std::vector<std::size_t>& texts, CsvForm& form)
{
    if (form.names.empty())
        return;
    const std::size_t first = firstFree(form);
    const std::size_t last = lastFree(form);
    for (const std::size_t column : {last, first})
        if (!form.label && isFree(form, column) && isLabelName(form.names[column]))
            take(column, {}, form);
    if (!form.label)
        takeNamedBetween(head, namedBetween(first, last, form), texts, form);
}

/// Several samples may be of one file, and are no class for it: our own tables end in such a column.
bool namesFiles(const CsvForm& form, std::size_t column)
{
    return !form.names.empty() && isFileName(form.names[column]);
}

bool holdsClasses(const CsvEvidence& evidence)
{
    return !evidence.differEverywhere() && !evidence.areConstant() && !evidence.areDates && !evidence.areParts;
}

/// Columns of texts in the order in which they are asked: the first, the last, those between.
std::vector<std::size_t> ordered(const std::vector<std::size_t>& texts, const CsvForm& form)
{
    const std::size_t first = firstFree(form);
    const std::size_t last = lastFree(form);
    std::vector<std::size_t> list;
    for (const std::size_t column : {first, last})
        if (contains(texts, column))
            list.push_back(column);
    std::copy_if(texts.begin(), texts.end(), std::back_inserter(list),
        [first, last](std::size_t column) { return column != first && column != last; });
    return list;
}

void takeTexts(std::string_view head, const std::vector<std::size_t>& texts, CsvForm& form)
{
    const std::vector<std::size_t> candidates = form.label ? std::vector<std::size_t>() : ordered(texts, form);
    const std::vector<CsvEvidence> evidence = csvEvidence(head, form, candidates);
    for (std::size_t i = 0; i < candidates.size() && !form.label; ++i)
        if (isFree(form, candidates[i]) && !namesFiles(form, candidates[i]) && holdsClasses(evidence[i]))
            take(candidates[i], "since it holds texts" + insteadText(evidence[i]), form);
}

void takeBesidePixels(std::string_view head, const std::vector<std::size_t>& texts, CsvForm& form)
{
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < form.columns && !form.label; ++column)
        if (isFree(form, column) && !contains(texts, column))
            columns.push_back(column);
    const std::vector<CsvEvidence> evidence = csvEvidence(head, form, columns);
    for (std::size_t i = 0; i < columns.size() && !form.label; ++i)
        if (areClassNumbers(evidence[i]))
            take(columns[i], "since it holds a class for each field of pixels", form);
}

bool isSquare(std::size_t number)
{
    const auto root = static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(number))));
    return root * root == number;
}

bool mayBeClasses(const CsvEvidence& evidence)
{
    return evidence.areNames && !evidence.differEverywhere() && !evidence.areConstant();
}

/// The corner of a picture is the same in most of them; classes are not.
std::size_t likelierOf(std::string_view head, std::size_t first, std::size_t last, const CsvForm& form)
{
    const std::vector<CsvEvidence> ends = csvEvidence(head, form, {first, last});
    const bool isFewFirst = ends[0].distinct < ends[0].rows / 2;
    const bool isFewLast = ends[1].distinct < ends[1].rows / 2;
    if (mayBeClasses(ends[0]) && mayBeClasses(ends[1]))
        return isFewLast && (!isFewFirst || ends[1].commonest < ends[0].commonest) ? last : first;
    return mayBeClasses(ends[1]) && !mayBeClasses(ends[0]) ? last : first;
}

/// 785 columns without names are 28 x 28 pixels and a label before or behind them.
void takeBesideSquare(std::string_view head, CsvForm& form)
{
    constexpr std::size_t kFewest = 64;
    const std::size_t numbers = form.features();
    const bool hasNames = !form.names.empty() && !form.hasNumbersAsNames;
    if (form.label || hasNames || numbers <= kFewest || !isSquare(numbers - 1) || isSquare(numbers))
        return;
    const std::size_t first = firstFree(form);
    const std::size_t column = likelierOf(head, first, lastFree(form), form);
    if (csvEvidence(head, form, {column}).front().areNames)
        take(column,
            column == first ? "since the others make square images"
                            : "since the others make square images and its values are classes rather than the first's",
            form);
}

/// Do most columns hold fractions, constant ones aside?
bool areFractions(const std::vector<CsvEvidence>& columns)
{
    std::size_t fractions = 0;
    std::size_t wholes = 0;
    for (const CsvEvidence& column : columns)
        if (column.distinct > 1)
            ++(column.areWhole ? wholes : fractions);
    return fractions > wholes;
}

/// Classes before or behind measures, in a table without names: the archive of time series (UCR), and many of UCI's.
void takeBesideFractions(std::string_view head, CsvForm& form)
{
    const bool hasNames = !form.names.empty() && !form.hasNumbersAsNames;
    if (form.label || hasNames || form.features() < 3)
        return;
    const std::vector<std::size_t> ends{firstFree(form), lastFree(form)};
    const std::vector<CsvEvidence> evidence = csvEvidence(head, form, ends);
    if (evidence[0].countClasses() == evidence[1].countClasses())
        return;
    const std::size_t column = ends[evidence[0].countClasses() ? 0 : 1];
    std::vector<std::size_t> others;
    for (std::size_t other = 0; other < form.columns; ++other)
        if (other != column && isFree(form, other))
            others.push_back(other);
    if (areFractions(csvEvidence(head, form, others)))
        take(column, "since it counts classes and most others hold fractions", form);
}

} // namespace

void chooseCsvLabel(const std::string& wanted, const std::string& where, CsvForm& form)
{
    std::size_t index = 0;
    const auto named = std::find(form.names.begin(), form.names.end(), wanted);
    if (named != form.names.end()) {
        index = static_cast<std::size_t>(named - form.names.begin());
    } else {
        const char* end = wanted.data() + wanted.size();
        const auto [stop, fault] = std::from_chars(wanted.data(), end, index);
        if (fault != std::errc() || stop != end || index >= form.columns)
            throw Error(where + ": expected a label column among the names of its header, or a number from 0 to "
                + std::to_string(form.columns - 1) + ", found '" + shortText(wanted) + '\'');
    }
    take(index, {}, form);
}

void guessCsvLabel(std::string_view head, const std::vector<std::size_t>& texts, CsvForm& form)
{
    takeNamed(head, texts, form);
    if (form.pixels > 0)
        takeBesidePixels(head, texts, form);
    takeTexts(head, texts, form);
    if (form.pixels > 0 || !texts.empty())
        return;
    takeBesideSquare(head, form);
    takeBesideFractions(head, form);
}

} // namespace isthmus
