// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/RowDrawing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus {

namespace {

constexpr Index kLeastOfSignal = 32; // numbers

/// Units of the data that are drawn lowest and highest, over all places.
struct DrawnRange
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};

DrawnRange drawnRange(Index size, const Scaling& scaling)
{
    DrawnRange range;
    for (Index place = 0; place < size; ++place) {
        const Affine drawn = scaling.shownAt(place).inverse();
        for (const double height : {0.0, 1.0}) {
            const double units = scaling.unitsAt(place)(drawn(height));
            range.low = std::min(range.low, units);
            range.high = std::max(range.high, units);
        }
    }
    return range;
}

/// Height in the common range of all places.
Affine commonHeight(Index place, const Scaling& scaling, const DrawnRange& range)
{
    const Affine units = scaling.unitsAt(place);
    const double scale = 1 / (range.high - range.low);
    return {units.scale * scale, (units.offset - range.low) * scale};
}

/// What some rows reach of the heights that are drawn.
DrawnRange reachOf(const Matrix& rows, const RowDrawing& drawing)
{
    DrawnRange reach;
    for (Index row = 0; row < rows.rows(); ++row)
        for (const float height : drawing.heightsOf({rows.row(row).data(), static_cast<std::size_t>(rows.cols())})) {
            reach.low = std::min(reach.low, double(height));
            reach.high = std::max(reach.high, double(height));
        }
    return reach;
}

} // namespace

bool isSignal(Shape shape, const ColumnNames& columns)
{
    return shape.isRow() && shape.size() >= kLeastOfSignal && (columns.empty() || areNumbered(columns));
}

std::vector<float> RowDrawing::heightsOf(std::span<const float> sample) const
{
    std::vector<float> drawn(sample.size());
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const double height = heights[i](double(sample[i]));
        drawn[i] = static_cast<float>(std::isnan(height) ? base : std::clamp(height, 0.0, 1.0));
    }
    return drawn;
}

RowDrawing fittedTo(const Matrix& rows, RowDrawing drawing)
{
    constexpr double kLeastReach = 0.02; // less is noise, which is not made large
    const DrawnRange reach = reachOf(rows, drawing);
    if (rows.size() == 0 || reach.high - reach.low < kLeastReach)
        return drawing;
    // Bars keep their base where it is, between the same ends.
    const double below = drawing.base > 0 ? (drawing.base - reach.low) / drawing.base : 0;
    const double above = drawing.base < 1 ? (reach.high - drawing.base) / (1 - drawing.base) : 0;
    const double times = drawing.isCurve ? 1 / (reach.high - reach.low) : 1 / std::max(below, above);
    const double still = drawing.isCurve ? reach.low : drawing.base;
    const double at = drawing.isCurve ? 0 : drawing.base;
    for (Affine& height : drawing.heights)
        height = {height.scale * times, (height.offset - still) * times + at};
    return drawing;
}

RowDrawing rowDrawing(Shape shape, const Scaling& scaling, const ColumnNames& columns)
{
    const bool isCurve = isSignal(shape, columns);
    RowDrawing drawing{.isCurve = isCurve, .base = double(scaling.neutralShown()), .heights = {}};
    const DrawnRange range = isCurve ? drawnRange(shape.size(), scaling) : DrawnRange();
    const bool hasRange = range.high > range.low && std::isfinite(range.high - range.low);
    for (Index place = 0; place < shape.size(); ++place)
        drawing.heights.push_back(hasRange ? commonHeight(place, scaling, range) : scaling.shownAt(place));
    return drawing;
}

} // namespace isthmus
