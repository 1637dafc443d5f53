// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ColumnNames.h"
#include "core/data/Scaling.h"

#include <span>
#include <vector>

namespace isthmus {

/// Is a row of numbers a signal? Then it has many numbers without names, or with names that only number them.
bool isSignal(Shape shape, const ColumnNames& columns);

/// How the rows of a data set are drawn where there is no room for words: all of them on the same axes. A plain value.
struct RowDrawing
{
    bool isCurve = true; ///< a signal; else there is a bar for each number
    double base = 0; ///< height where bars begin: 0, or the middle where each column has its mean there
    std::vector<Affine> heights; ///< from the engine's value at each place to its height, 0 to 1

    /// Heights of a sample, 0..1, clipped; what is no number lies at the base.
    [[nodiscard]] std::vector<float> heightsOf(std::span<const float> sample) const;
};

/// A curve has the units of the data in common, from the lowest to the highest that its scaling draws; a bar has the
/// range of its own column.
/// @param shape  shape of a row
RowDrawing rowDrawing(Shape shape, const Scaling& scaling, const ColumnNames& columns);

/// The same with axes that these rows fill, if they reach over a part of them alone.
/// @param rows  count x numbers of a row, the engine's
RowDrawing fittedTo(const Matrix& rows, RowDrawing drawing);

} // namespace isthmus
