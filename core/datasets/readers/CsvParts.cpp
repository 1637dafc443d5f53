// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvParts.h"

#include "core/base/Error.h"

#include <algorithm>

namespace isthmus {

namespace {

std::string countText(std::size_t number)
{
    return grouped(static_cast<std::int64_t>(number));
}

} // namespace

CsvParts csvParts(const std::vector<CsvPart>& parts, ReadOptions::ValidationPart validation)
{
    const bool hasTest = std::find(parts.begin(), parts.end(), CsvPart::Test) != parts.end();
    CsvParts found;
    for (std::size_t row = 0; row < parts.size(); ++row) {
        if (parts[row] == CsvPart::Train)
            found.train.push_back(row);
        else if (parts[row] == CsvPart::Test || !hasTest)
            found.test.push_back(row);
        else if (validation == ReadOptions::ValidationPart::Use)
            found.validation.push_back(row);
        else
            ++found.left;
    }
    found.namesTraining = !found.train.empty();
    if (!found.namesTraining)
        found.train.swap(found.test);
    return found;
}

std::vector<std::uint8_t> csvRowsOf(
    const std::vector<std::uint8_t>& values, std::size_t bytesOfRow, const std::vector<std::size_t>& rows)
{
    std::vector<std::uint8_t> some;
    some.reserve(rows.size() * bytesOfRow);
    for (const std::size_t row : rows) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row * bytesOfRow);
        some.insert(some.end(), begin, begin + static_cast<std::ptrdiff_t>(bytesOfRow));
    }
    return some;
}

std::vector<std::string> csvLabelsOf(const std::vector<std::string>& labels, const CsvParts& parts)
{
    std::vector<std::string> ordered;
    for (const std::vector<std::size_t>* rows : {&parts.train, &parts.test, &parts.validation})
        for (const std::size_t row : *rows)
            ordered.push_back(labels[row]);
    return ordered;
}

std::string csvPartsText(const std::string& column, const CsvParts& parts)
{
    const std::string train = countText(parts.train.size());
    const std::string test = countText(parts.test.size());
    const std::string text = parts.namesTraining
        ? "The " + column + " says which rows are for training (" + train + ") and for testing (" + test + ')'
        : "The " + column + " says of no row that it is for training: the " + train + " for testing were taken for it";
    if (!parts.validation.empty())
        return text + "; " + countText(parts.validation.size()) + " for validation are the validation part.";
    return parts.left == 0 ? text + '.' : text + "; " + countText(parts.left) + " for validation were left out.";
}

} // namespace isthmus
