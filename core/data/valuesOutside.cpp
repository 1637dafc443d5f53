// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/valuesOutside.h"

#include "core/base/Error.h"
#include "core/data/sampleNumber.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr Index kBlockOfSamples = 64;

/// Counts in one sample of a block.
void look(const Batch& block, Index column, Index sample, ValuesOutside& found)
{
    for (Index place = 0; place < block.rows(); ++place) {
        const auto value = static_cast<double>(block.row(place)[column]);
        if (isOutsideUnit(value) && found.count++ == 0) {
            found.sample = sample;
            found.place = place;
            found.value = value;
        }
    }
}

bool hasName(const Dataset& data, Index place)
{
    const auto number = static_cast<std::size_t>(place);
    return number < data.columns.size() && columnTitle(data.columns, place) == data.columns[number];
}

/// As the window has them: "row 4, id S-7, column length [cm]", "test row 4, column 3".
std::string rowWords(const Dataset& data, const ValuesOutside& found)
{
    const bool isValidation = found.sample >= data.firstValidation();
    const bool isTest = found.sample >= data.trainCount && !isValidation;
    const bool isWhole = data.count() == data.trainCount;
    const std::string part = isWhole ? "" : isValidation ? "validation " : isTest ? "test " : "training ";
    const std::string column = "column "
        + (hasName(data, found.place) ? data.columns[static_cast<std::size_t>(found.place)]
                                      : std::to_string(found.place));
    const std::string called = data.identifier(found.sample);
    return part + "row " + std::to_string(countedNumber(data, found.sample)) + (called.empty() ? "" : ", id " + called)
        + ", " + column;
}

std::string countedWords(const Dataset& data, Index place)
{
    const bool isNamed = hasName(data, place);
    if (data.firstNumber != 0)
        return isNamed ? "" : " (columns counted from 0)";
    return isNamed ? " (rows counted from 0)" : " (both counted from 0)";
}

std::string placeWords(const Dataset& data, const ValuesOutside& found)
{
    const Shape& shape = data.shape;
    const std::string sample = std::to_string(found.sample);
    if (shape.isRow())
        return rowWords(data, found) + ": " + shortNumber(found.value) + countedWords(data, found.place);
    const Index pixel = found.place / shape.channels;
    return "image " + sample + " at row " + std::to_string(pixel / shape.width) + ", column "
        + std::to_string(pixel % shape.width) + ": " + shortNumber(found.value) + " (all counted from 0)";
}

} // namespace

ValuesOutside valuesOutsideUnit(const Dataset& data, std::span<const Index> which, Index most)
{
    const Index samples = std::max<Index>(1, most / std::max<Index>(1, data.shape.size()));
    const auto seen = which.first(std::min(which.size(), static_cast<std::size_t>(samples)));
    ValuesOutside found;
    Batch block;
    for (found.samples = 0; found.samples < std::ssize(seen);) {
        const Index count = std::min(kBlockOfSamples, std::ssize(seen) - found.samples);
        const auto some = seen.subspan(static_cast<std::size_t>(found.samples), static_cast<std::size_t>(count));
        data.gather(some, block);
        for (Index i = 0; i < count; ++i)
            look(block, i, some[static_cast<std::size_t>(i)], found);
        found.samples += count;
    }
    return found;
}

std::string outsideWords(const Dataset& data, std::span<const Index> which, const ValuesOutside& found)
{
    const std::string all = found.samples < std::ssize(which)
        ? " among the first " + grouped(found.samples) + (data.shape.isRow() ? " rows" : " images")
        : "";
    return grouped(found.count) + (found.count == 1 ? " value" : " values") + " outside" + all
        + (found.count == 1 ? ", in " : ", the first in ") + placeWords(data, found);
}

} // namespace isthmus
