// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvEvidence.h"

#include "core/datasets/readers/CsvDialect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace isthmus {

namespace {

constexpr std::size_t kFewestRows = 10;
constexpr std::string_view kDigits = "0123456789";

bool isWhole(std::string_view field)
{
    const auto number = csvNumber(field);
    return number && std::trunc(*number) == *number;
}

bool isClassNumber(std::string_view field)
{
    return isWhole(field) && *csvNumber(field) >= -1 && *csvNumber(field) < 1000;
}

/// 2020-01-31, 31/1/2020 12:30, 12:30:05, 2020-01-31T12:30Z: digits with two separators among them.
bool isDate(std::string_view field)
{
    field = trimmedField(field);
    const auto separators =
        std::count_if(field.begin(), field.end(), [](char c) { return c == '-' || c == '/' || c == ':'; });
    return separators >= 2 && kDigits.find(field.front()) != std::string_view::npos
        && field.find_first_not_of("0123456789-/:. TZ+") == std::string_view::npos;
}

bool haveTrainAndTest(const std::vector<std::string_view>& fields)
{
    bool hasTrain = false;
    bool hasOther = false;
    for (const std::string_view field : fields) {
        const CsvPart part = csvPart(field);
        if (part == CsvPart::None)
            return false;
        (part == CsvPart::Train ? hasTrain : hasOther) = true;
    }
    return hasTrain && hasOther;
}

std::size_t sampledRows(std::size_t columns)
{
    constexpr std::size_t kFields = 100'000; // of which it takes a millisecond or two
    return std::clamp<std::size_t>(kFields / columns, 50, 1000);
}

} // namespace

bool CsvEvidence::differEverywhere() const
{
    return rows >= kFewestRows && distinct * 5 > rows * 4;
}

bool CsvEvidence::areConstant() const
{
    return rows >= kFewestRows && distinct == 1;
}

bool CsvEvidence::countClasses() const
{
    constexpr std::size_t kFewestOfEach = 5; // rows, on average
    return areNames && rows >= kFewestRows && distinct > 1 && distinct * kFewestOfEach <= rows
        && largest <= static_cast<double>(distinct);
}

CsvEvidence csvEvidence(const std::vector<std::string_view>& fields)
{
    CsvEvidence evidence;
    evidence.rows = fields.size();
    std::unordered_map<std::string_view, std::size_t> counts;
    for (const std::string_view field : fields)
        evidence.commonest = std::max(evidence.commonest, ++counts[trimmedField(field)]);
    evidence.distinct = counts.size();
    for (const std::string_view field : fields)
        evidence.largest = std::max(evidence.largest, static_cast<double>(csvNumber(field).value_or(0.0F)));
    evidence.areWhole = !fields.empty() && std::all_of(fields.begin(), fields.end(), isWhole);
    evidence.areNames = !fields.empty() && std::all_of(fields.begin(), fields.end(), isClassNumber);
    evidence.areDates = !fields.empty() && std::all_of(fields.begin(), fields.end(), isDate);
    evidence.areParts = haveTrainAndTest(fields);
    return evidence;
}

std::vector<CsvEvidence> csvEvidence(
    std::string_view head, const CsvForm& form, const std::vector<std::size_t>& columns)
{
    constexpr std::size_t kMayBeCut = std::size_t(1) << 20U; // bytes
    std::vector<std::vector<std::string_view>> fields(columns.size());
    std::vector<std::string_view> row;
    std::size_t left = columns.empty() ? 0 : sampledRows(form.columns);
    for (std::size_t begin = form.begin; begin < head.size() && left > 0; --left) {
        const std::size_t end = csvRowEnd(head, begin, form.delimiter).at;
        if (end == head.size() && head.size() >= kMayBeCut)
            break;
        splitCsvRow(head.substr(begin, end - begin), form.delimiter, row);
        for (std::size_t i = 0; i < columns.size() && row.size() == form.columns; ++i)
            fields[i].push_back(row[columns[i]]);
        begin = end + 1;
    }
    std::vector<CsvEvidence> evidence;
    for (const std::vector<std::string_view>& column : fields)
        evidence.push_back(csvEvidence(column));
    return evidence;
}

CsvPart csvPart(std::string_view word)
{
    static constexpr std::array<std::pair<const char*, CsvPart>, 9> kWords{
        {{"train", CsvPart::Train}, {"training", CsvPart::Train}, {"test", CsvPart::Test}, {"testing", CsvPart::Test},
            {"privatetest", CsvPart::Test}, {"val", CsvPart::Validation}, {"valid", CsvPart::Validation},
            {"validation", CsvPart::Validation}, {"publictest", CsvPart::Validation}}};
    const std::string lower = lowerField(word);
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto& each) { return lower == each.first; });
    return found == kWords.end() ? CsvPart::None : found->second;
}

std::size_t csvPixels(std::string_view field)
{
    constexpr std::size_t kFewest = 16;
    if (field.find_first_not_of("0123456789 ") != std::string_view::npos)
        return 0;
    std::size_t numbers = 0;
    for (std::size_t i = 0; i < field.size(); ++i)
        numbers += field[i] != ' ' && (i == 0 || field[i - 1] == ' ') ? 1 : 0;
    return numbers >= kFewest ? numbers : 0;
}

} // namespace isthmus
