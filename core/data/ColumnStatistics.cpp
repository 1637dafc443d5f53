// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ColumnStatistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace isthmus {

namespace {

constexpr Index kBlockValues = 1 << 16; ///< of one sample that are looked at together
constexpr Index kChunkValues = 1 << 22; ///< of all samples that are sorted together
constexpr std::size_t kSamplesPerReport = 1024;

/// Sums of the differences from the first number, so that a narrow band far from 0 keeps its digits.
struct ColumnSums
{
    double first = 0;
    double minimum = 0;
    double maximum = 0;
    double sum = 0;
    double squares = 0;
    double count = 0;

    void add(double value)
    {
        if (count == 0)
            first = minimum = maximum = value;
        minimum = std::min(minimum, value);
        maximum = std::max(maximum, value);
        const double difference = value - first;
        sum += difference;
        squares += difference * difference;
        ++count;
    }

    [[nodiscard]] ColumnStatistics result() const
    {
        if (count == 0)
            return {};
        const double mean = sum / count;
        return {minimum, maximum, first + mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
    }
};

/// Calls take(place, value) for each stored number of a sample that is not missing.
template <typename Take>
void forEachNumber(const Dataset& data, Index sample, std::vector<float>& block, const Take& take)
{
    const Index size = data.shape.size();
    for (Index begin = 0; begin < size; begin += kBlockValues) {
        block.resize(static_cast<std::size_t>(std::min(kBlockValues, size - begin)));
        data.images->copy(sample, begin, block);
        for (std::size_t i = 0; i < block.size(); ++i)
            if (!std::isnan(block[i]))
                take(begin + static_cast<Index>(i), double(block[i]));
    }
}

double quantile(const std::vector<float>& sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double rest = place - static_cast<double>(below);
    return double(sorted[below]) * (1 - rest) + double(sorted[above]) * rest;
}

ColumnQuartiles quartilesOf(std::vector<float>& column)
{
    std::erase_if(column, [](float value) { return std::isnan(value); });
    if (column.empty())
        return {};
    std::sort(column.begin(), column.end());
    return {quantile(column, 0.25), quantile(column, 0.5), quantile(column, 0.75)};
}

} // namespace

std::vector<Index> evenlySpacedTraining(const Dataset& data, Index most)
{
    std::vector<Index> samples(static_cast<std::size_t>(std::min(data.trainCount, most)));
    const auto count = static_cast<Index>(samples.size());
    for (Index i = 0; i < count; ++i)
        samples[static_cast<std::size_t>(i)] = i * data.trainCount / count;
    return samples;
}

std::vector<ColumnStatistics> columnStatistics(
    const Dataset& data, const std::vector<Index>& samples, const Progress& progress)
{
    assert(!samples.empty());
    std::vector<ColumnSums> sums(static_cast<std::size_t>(data.shape.isRow() ? data.shape.width : data.shape.channels));
    const auto columns = static_cast<Index>(sums.size());
    std::vector<float> block;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        forEachNumber(data, samples[i], block,
            [&](Index place, double value) { sums[static_cast<std::size_t>(place % columns)].add(value); });
        if (i % kSamplesPerReport == 0)
            report(progress, 1);
    }
    std::vector<ColumnStatistics> found;
    for (const ColumnSums& each : sums)
        found.push_back(each.result());
    return found;
}

NumberRange scaledRange(const Dataset& data, const Progress& progress)
{
    const auto rangeAt = [&data](std::size_t place, double low, double high) {
        const Affine scaling = data.scaling.at(static_cast<Index>(place));
        const auto [least, most] = std::minmax({scaling(low), scaling(high)});
        return NumberRange{least, most, -1};
    };
    if (data.scaling.each.empty())
        return rangeAt(0, data.images->minimum(), data.images->maximum());
    std::vector<Index> all(static_cast<std::size_t>(data.count()));
    std::iota(all.begin(), all.end(), Index(0));
    const std::vector<ColumnStatistics> columns = columnStatistics(data, all, progress);
    NumberRange whole = rangeAt(0, columns.front().minimum, columns.front().maximum);
    for (std::size_t i = 1; i < columns.size(); ++i) {
        const NumberRange range = rangeAt(i, columns[i].minimum, columns[i].maximum);
        whole.minimum = std::min(whole.minimum, range.minimum);
        whole.maximum = std::max(whole.maximum, range.maximum);
    }
    return whole;
}

std::vector<ColumnQuartiles> columnQuartiles(
    const Dataset& data, const std::vector<Index>& samples, const Progress& progress)
{
    assert(!samples.empty() && data.shape.isRow());
    const Index width = data.shape.width;
    const Index chunk = std::clamp<Index>(kChunkValues / static_cast<Index>(samples.size()), 1, width);
    std::vector<ColumnQuartiles> found;
    for (Index begin = 0; begin < width; begin += chunk) {
        std::vector<float> some(static_cast<std::size_t>(std::min(chunk, width - begin)));
        std::vector<std::vector<float>> columns(some.size());
        for (const Index sample : samples) {
            data.images->copy(sample, begin, some);
            for (std::size_t i = 0; i < some.size(); ++i)
                columns[i].push_back(some[i]);
        }
        for (std::vector<float>& column : columns)
            found.push_back(quartilesOf(column));
        report(progress, 1);
    }
    return found;
}

} // namespace isthmus
