// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/kinds/sampleKinds.h"

#include "ui/samples/kinds/curveSample.h"
#include "ui/samples/kinds/tableSample.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

bool isPicture(Shape shape, const ColumnNames&)
{
    return !shape.isRow();
}

bool isAnyRow(Shape shape, const ColumnNames&)
{
    return shape.isRow();
}

} // namespace

std::span<const SampleKind> sampleKinds()
{
    static constexpr std::array<SampleKind, 3> kinds{{
        {.name = "picture", .suits = isPicture, .paint = nullptr, .legend = nullptr, .size = nullptr, .tell = nullptr},
        {.name = "curve",
            .suits = isSignal,
            .paint = paintCurve,
            .legend = curveLegend,
            .size = curveSize,
            .tell = tellCurve},
        {.name = "table",
            .suits = isAnyRow,
            .paint = paintTable,
            .legend = tableLegend,
            .size = tableSize,
            .tell = tellTable},
    }};
    return kinds;
}

const SampleKind& sampleKindOf(Shape shape, const ColumnNames& columns)
{
    const std::span<const SampleKind> kinds = sampleKinds();
    return *std::find_if(
        kinds.begin(), kinds.end(), [&](const SampleKind& kind) { return kind.suits(shape, columns); });
}

} // namespace isthmus
