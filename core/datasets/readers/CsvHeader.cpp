// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvHeader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
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

bool beginsBlank(const Fields& first)
{
    return first.size() > 1 && trimmedField(first.front()).empty();
}

/// 0, 1, 2 ... or 1, 2, 3 ...; three and more unless the column before them has no name.
bool countsColumns(const Fields& first)
{
    const std::vector<float> numbers = numbersOf(first);
    return numbers.size() >= (beginsBlank(first) ? 1 : 3) && isRun(numbers) && (numbers[0] == 0 || numbers[0] == 1);
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

/// 0, 0.1, 0.2 ... 0.9, 0.10: no number is written so, but the tenth copy of 0 is.
bool numbersCopies(const Fields& first)
{
    constexpr int kFewest = 10;
    int copies = 0;
    for (const std::string_view field : first)
        copies += trimmedField(field) == "0." + std::to_string(copies + 1) ? 1 : 0;
    return copies >= kFewest;
}

/// Names a label above texts, which are no numbers either: `y` may be a yes.
bool namesLabel(std::string_view name)
{
    return isLabelName(name) && lowerField(name) != "y";
}

} // namespace

bool isLabelName(std::string_view name)
{
    static constexpr std::array<const char*, 6> kNames{"label", "labels", "class", "target", "species", "y"};
    return std::find(kNames.begin(), kNames.end(), lowerField(name)) != kNames.end();
}

bool isFileName(std::string_view name)
{
    static constexpr std::array<const char*, 6> kNames{"file", "files", "filename", "file_name", "path", "filepath"};
    return std::find(kNames.begin(), kNames.end(), lowerField(name)) != kNames.end();
}

CsvHeader csvHeader(std::span<const CsvLine> lines, char delimiter)
{
    constexpr std::size_t kLongRun = 16;
    const Fields first = fieldsOf(lines[0], delimiter);
    const Fields second = lines.size() > 1 ? fieldsOf(lines[1], delimiter) : Fields();
    if (holdsNames(first, second))
        return CsvHeader::Names;
    if (lines.size() > 1 && numbersCopies(first))
        return CsvHeader::Numbered;
    const std::vector<float> run = numbersOf(first);
    const bool counts = lines.size() > 1 && countsColumns(first);
    if (counts && beginsBlank(first) && run.size() + 1 == first.size())
        return CsvHeader::Numbers;
    bool hasOthers = run.size() >= kLongRun && !isRun(numbersOf(second));
    for (const CsvLine& line : lines.subspan(1)) {
        const Fields row = fieldsOf(line, delimiter);
        if (recurs(first, row))
            return CsvHeader::None;
        const std::vector<float> numbers = numbersOf(row);
        hasOthers = hasOthers || std::any_of(numbers.begin(), numbers.end(), [&](float number) {
            return counts && isBeyond(number, run);
        });
    }
    if (lines.size() > 1 && (namesLabel(first.front()) || namesLabel(first.back())))
        return CsvHeader::Names;
    const bool isHeader = counts && hasOthers && !continues(run, numbersOf(second));
    return isHeader ? CsvHeader::Numbers : CsvHeader::None;
}

} // namespace isthmus
