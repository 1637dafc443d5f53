// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/fitFills.h"

#include "core/base/Error.h"
#include "core/datasets/columnsText.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr Index kValuesAtOnce = 1 << 16; ///< of one sample

/// The numbers at one place of all training samples: sums of the differences from the first one.
struct PlaceSum
{
    double first = 0;
    double sum = 0;
    std::int64_t count = 0;
    bool isElsewhere = false; ///< another part has a number there

    void add(double value)
    {
        first = count++ == 0 ? value : first;
        sum += value - first;
    }
    [[nodiscard]] float mean() const
    {
        return static_cast<float>(count == 0 ? 0 : first + sum / static_cast<double>(count));
    }
};

struct MissingCount
{
    std::int64_t numbers = 0;
    std::int64_t samples = 0;
};

/// Adds the numbers of one sample up, of the training part alone.
/// @return  how many are missing
std::int64_t look(const Dataset& data, Index sample, std::vector<float>& block, std::vector<PlaceSum>& sums)
{
    const Index size = data.shape.size();
    std::int64_t missing = 0;
    for (Index begin = 0; begin < size; begin += kValuesAtOnce) {
        block.resize(static_cast<std::size_t>(std::min(kValuesAtOnce, size - begin)));
        data.images->copy(sample, begin, block);
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (std::isnan(block[i]))
                ++missing;
            else if (sample < data.trainCount)
                sums[static_cast<std::size_t>(begin) + i].add(double(block[i]));
            else
                sums[static_cast<std::size_t>(begin) + i].isElsewhere = true;
        }
    }
    return missing;
}

std::string missingText(const MissingCount& missing, const Dataset& data)
{
    const std::string samples = data.shape.isRow() ? "row" : "image";
    const bool isOne = missing.numbers == 1;
    return grouped(missing.numbers) + (isOne ? " number of " : " numbers of ") + grouped(missing.samples) + ' '
        + samples + (missing.samples == 1 ? "" : "s")
        + (isOne ? " is missing: the model is given " : " are missing: the model is given ")
        + (data.shape.isRow() ? "the mean of the column" : "the mean of the pixel")
        + " in the training part, and what is missing counts in no loss and no figure.";
}

/// Where no training sample has a number.
std::vector<std::size_t> emptyPlaces(const std::vector<PlaceSum>& sums)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i].count == 0)
            places.push_back(i);
    return places;
}

/// Numbers that no model can have learned, and that count all the same.
void sayElsewhere(std::vector<std::size_t> places, const std::vector<PlaceSum>& sums, Dataset& data)
{
    places.erase(
        std::remove_if(places.begin(), places.end(), [&](std::size_t place) { return !sums[place].isElsewhere; }),
        places.end());
    if (places.empty())
        return;
    const std::string what = data.shape.isRow() ? columnsText(places, data.columns)
                                                : grouped(static_cast<std::int64_t>(places.size())) + " of them";
    data.notices.push_back("Other parts than the training part have numbers there (" + what
        + "): no model can have learned those, and they count in losses and figures, which may be very large.");
}

void sayEmpty(const std::vector<std::size_t>& places, Dataset& data)
{
    if (places.empty())
        return;
    const bool areColumns = data.shape.isRow();
    const std::string what = areColumns ? "column" : "value of the pictures";
    const std::string many = areColumns ? " columns have" : " values of the pictures have";
    const std::string subject =
        places.size() == 1 ? "One " + what + " has" : grouped(static_cast<std::int64_t>(places.size())) + many;
    data.notices.push_back(subject + " no number in the training part, and the model is given 0"
        + (areColumns ? ": " + columnsText(places, data.columns) : "") + '.');
}

} // namespace

void fitFills(Dataset& data, const Progress& progress)
{
    if (data.reading.missing != ReadOptions::Missing::Mean || !data.images->type().starts_with("float"))
        return;
    constexpr Index kSamplesPerReport = 1024;
    std::vector<PlaceSum> sums(static_cast<std::size_t>(data.shape.size()));
    std::vector<float> block;
    MissingCount missing;
    for (Index sample = 0; sample < data.count(); ++sample) {
        const std::int64_t found = look(data, sample, block, sums);
        missing.numbers += found;
        missing.samples += found > 0 ? 1 : 0;
        if (sample % kSamplesPerReport == 0)
            report(progress, 1);
    }
    if (missing.numbers == 0)
        return;
    const std::vector<std::size_t> empty = emptyPlaces(sums);
    if (empty.size() == sums.size())
        throw Error(data.name + ": expected numbers in the training part, found missing ones alone");
    for (const PlaceSum& sum : sums)
        data.fills.push_back(sum.mean());
    data.notices.push_back(missingText(missing, data));
    sayEmpty(empty, data);
    sayElsewhere(empty, sums, data);
}

} // namespace isthmus
