// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/fitScaling.h"

#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "core/data/scaleNames.h"
#include "core/datasets/DatasetPreview.h"
#include "core/datasets/columnsText.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace isthmus {

namespace {

using Scale = ReadOptions::Scale;

constexpr double kMostApart = 20; ///< ranges of a table's columns that one range for all still suits
constexpr Index kLeastPixels = 64; ///< columns of whole numbers that may be pictures
constexpr Index kMostRows = 65'536; ///< that quartiles are taken of
constexpr Index kMostLookedAt = 4096; ///< rows that tell whether the columns differ
constexpr Index kMostNumbers = 1 << 24; ///< of all of those rows
constexpr double kFullBits[] = {255, 1023, 4095, 16383, 65535};

std::vector<Index> allTraining(const Dataset& data)
{
    return evenlySpacedTraining(data, data.trainCount);
}

void tell(Dataset& data, const std::string& sentence)
{
    data.notices.push_back(sentence);
    ++data.fittingNotices;
}

/// "One column is ...", "3 columns are ..."
std::string counted(std::size_t columns, const std::string& what)
{
    return (columns == 1 ? "One column is" : grouped(static_cast<std::int64_t>(columns)) + " columns are") + what;
}

void tellConstant(const std::vector<ColumnStatistics>& columns, Dataset& data)
{
    std::vector<std::size_t> constant;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].isConstant() && !data.scaling.isFlag(static_cast<Index>(i)))
            constant.push_back(i);
    if (!constant.empty())
        tell(data,
            counted(constant.size(), constant.size() == 1 ? " constant and becomes 0: " : " constant and become 0: ")
                + columnsText(constant, data.columns) + '.');
}

/// (value - centre) / unit; a unit of 0 divides nothing.
Affine centredOn(double centre, double unit)
{
    return unit > 0 ? Affine{1 / unit, -centre / unit} : Affine{1, -centre};
}

Affine byRange(const ColumnStatistics& column)
{
    return centredOn(column.minimum, column.width());
}

Affine byDeviation(const ColumnStatistics& column)
{
    return centredOn(column.mean, column.isConstant() ? 0 : column.deviation);
}

Affine byQuartiles(const ColumnQuartiles& quartiles, const ColumnStatistics& column)
{
    const double between = quartiles.upper - quartiles.lower;
    return centredOn(quartiles.median, between > 0 ? between : column.isConstant() ? 0 : column.deviation);
}

void fitRobust(const std::vector<ColumnStatistics>& columns, const Progress& progress, Dataset& data)
{
    const auto quartiles = columnQuartiles(data, evenlySpacedTraining(data, kMostRows), progress);
    std::size_t narrow = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        narrow += quartiles[i].upper > quartiles[i].lower || columns[i].isConstant() ? 0 : 1;
        data.scaling.each.push_back(byQuartiles(quartiles[i], columns[i]));
    }
    if (narrow > 0)
        tell(data, counted(narrow, " in standard deviations, since the quartiles coincide."));
}

void fitColumns(ScalingForm form, const Progress& progress, Dataset& data)
{
    const auto columns = columnStatistics(data, allTraining(data), progress);
    const std::vector<std::uint8_t> flags = data.scaling.flags;
    data.scaling = {1, 0, form, {}, flags};
    if (form == ScalingForm::Robust)
        fitRobust(columns, progress, data);
    else
        std::transform(columns.begin(), columns.end(), std::back_inserter(data.scaling.each),
            form == ScalingForm::Columns ? byRange : byDeviation);
    for (std::size_t i = 0; i < flags.size(); ++i)
        if (flags[i] != 0)
            data.scaling.each[i] = {};
    tellConstant(columns, data);
}

/// Mean and deviation are those of what the readers' scaling makes of the pictures.
void fitChannels(const Progress& progress, Dataset& data)
{
    const Affine first{data.scaling.scale, data.scaling.offset};
    for (const ColumnStatistics& channel : columnStatistics(data, allTraining(data), progress))
        data.scaling.each.push_back(
            centredOn(first(channel.mean), channel.isConstant() ? 0 : first.scale * channel.deviation));
    data.scaling.form = ScalingForm::Channels;
}

/// How many times the widest column's range is the narrowest one's; 1 if fewer than two columns vary.
double timesApart(const std::vector<ColumnStatistics>& columns, const Scaling& scaling)
{
    double narrowest = std::numeric_limits<double>::max();
    double widest = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const ColumnStatistics& column = columns[i];
        if (column.isConstant() || scaling.isFlag(static_cast<Index>(i)))
            continue;
        narrowest = std::min(narrowest, column.width());
        widest = std::max(widest, column.width());
    }
    return widest > 0 ? widest / narrowest : 1;
}

/// "9,874"
std::string timesText(double times)
{
    constexpr double kMostCounted = 1e12;
    return times < kMostCounted ? grouped(std::llround(times)) : shortNumber(times, 2);
}

/// Are these whole numbers of a use of so many bits?
bool areLevels(const Scaling& scaling)
{
    return scaling.offset == 0 && std::any_of(std::begin(kFullBits), std::end(kFullBits), [&](double full) {
        return scaling.scale == 1 / full;
    });
}

bool mayBePictures(const Dataset& data)
{
    if (!data.scaling.flags.empty())
        return false;
    const bool isLong = data.shape.width >= kLeastPixels;
    return !data.shape.isRow() || likelySide(data) > 0 || (isLong && areLevels(data.scaling));
}

void fitAutomatically(const Progress& progress, Dataset& data)
{
    const bool hasFlags = !data.scaling.flags.empty();
    if (data.scaling.scale == 1 && data.scaling.offset == 0)
        data.scaling.flags.clear(); // all is drawn as it is
    if (mayBePictures(data) || data.scaling == Scaling{1, 0})
        return;
    const Index rows = std::clamp<Index>(kMostNumbers / data.shape.width, 2, kMostLookedAt);
    const double times = timesApart(columnStatistics(data, evenlySpacedTraining(data, rows), progress), data.scaling);
    if (times <= kMostApart && hasFlags) {
        tell(data, "The range of each column is brought to 0 to 1, since columns of 0 and 1 stand beside others.");
        return fitColumns(ScalingForm::Columns, progress, data);
    }
    if (times <= kMostApart)
        return;
    tell(data,
        "The ranges of the columns differ by up to " + timesText(times)
            + " times, so each column is scaled by its mean and standard deviation. The scaling "
            + scaleText(Scale::Columns) + " brings each to 0 to 1, " + scaleText(Scale::Range)
            + " takes one range for all.");
    fitColumns(ScalingForm::Standard, progress, data);
}

void requireRows(Scale choice, const Dataset& data)
{
    if (!data.shape.isRow())
        throw Error(data.name + ": scaling " + scaleText(choice) + ": expected the rows of a table, found images of "
            + data.shape.text() + "; " + scaleText(Scale::Standard) + " scales each channel");
}

} // namespace

void fitScaling(Dataset& data, const Progress& progress)
{
    if (data.reading.scale == Scale::Auto)
        return fitAutomatically(progress, data);
    data.scaling.flags.clear(); // a scaling that the user chooses is for all columns
    switch (data.reading.scale) {
    case Scale::Auto:
        return;
    case Scale::Symmetric:
        data.scaling = {2 * data.scaling.scale, 2 * data.scaling.offset - 1, ScalingForm::Symmetric, {}};
        return;
    case Scale::Standard:
        return data.shape.isRow() ? fitColumns(ScalingForm::Standard, progress, data) : fitChannels(progress, data);
    case Scale::Columns:
        requireRows(Scale::Columns, data);
        return fitColumns(ScalingForm::Columns, progress, data);
    case Scale::Robust:
        requireRows(Scale::Robust, data);
        return fitColumns(ScalingForm::Robust, progress, data);
    case Scale::Bytes:
    case Scale::Range:
    case Scale::None:
        return;
    }
}

} // namespace isthmus
