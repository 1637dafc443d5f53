// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/data/NumberType.h"

#include <vector>

namespace isthmus {

/// What the stored numbers of one column of a table, or of one channel of pictures, are, without the missing ones. All
/// are 0 where all are missing.
struct ColumnStatistics
{
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    double deviation = 0; ///< standard deviation, of all numbers: divided by their count
    [[nodiscard]] double width() const { return maximum - minimum; }
    [[nodiscard]] bool isConstant() const { return !(width() > 0); }
};

/// Median and quartiles of one column without the missing numbers, interpolated as numpy.quantile does.
struct ColumnQuartiles
{
    double lower = 0;
    double median = 0;
    double upper = 0;
};

/// `most` samples of the training part, evenly spaced, or all of them.
std::vector<Index> evenlySpacedTraining(const Dataset& data, Index most);

/// Statistics of each number of a row, or of each channel of pictures, before any scaling.
/// @param samples  at least one
/// @throws Cancelled; Error if the file cannot be read
std::vector<ColumnStatistics> columnStatistics(
    const Dataset& data, const std::vector<Index>& samples, const Progress& progress = {});

/// From the least to the largest of all values as the engine has them.
/// @throws Cancelled; Error likewise
NumberRange scaledRange(const Dataset& data, const Progress& progress = {});

/// Quartiles of each number of a row. Takes some columns at a time, so that wide tables need no more memory.
/// @param samples  at least one
/// @throws Cancelled; Error likewise
std::vector<ColumnQuartiles> columnQuartiles(
    const Dataset& data, const std::vector<Index>& samples, const Progress& progress = {});

} // namespace isthmus
