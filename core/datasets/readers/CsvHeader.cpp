// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvHeader.h"

#include "core/datasets/readers/CsvDecimal.h"
#include "core/datasets/readers/CsvFields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

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

} // namespace

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

bool isLabelName(std::string_view name)
{
    static constexpr std::array<const char*, 5> kNames{"label", "labels", "class", "target", "y"};
    return std::find(kNames.begin(), kNames.end(), lowerField(name)) != kNames.end();
}

} // namespace isthmus
