// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/kinds/sampleKinds.h"

#include "ui/samples/kinds/curveSample.h"
#include "ui/samples/kinds/tableSample.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>

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

void paintRowSmall(QPainter& painter, const QRectF& room, const RowDrawing& drawing, std::span<const float> values,
    const ThemeTokens& look)
{
    paintRow(painter, room, values, drawing, smallColours(look));
}

} // namespace

std::span<const SampleKind> sampleKinds()
{
    static constexpr std::array<SampleKind, 3> kinds{{
        {.name = "picture",
            .one = QT_TRANSLATE_NOOP("SampleKinds", "picture"),
            .many = QT_TRANSLATE_NOOP("SampleKinds", "pictures"),
            .suits = isPicture,
            .paint = nullptr,
            .paintSmall = nullptr,
            .legend = nullptr,
            .size = nullptr,
            .tell = nullptr},
        {.name = "curve",
            .one = QT_TRANSLATE_NOOP("SampleKinds", "signal"),
            .many = QT_TRANSLATE_NOOP("SampleKinds", "signals"),
            .suits = isSignal,
            .paint = paintCurve,
            .paintSmall = paintRowSmall,
            .legend = curveLegend,
            .size = curveSize,
            .tell = tellCurve},
        {.name = "table",
            .one = QT_TRANSLATE_NOOP("SampleKinds", "row"),
            .many = QT_TRANSLATE_NOOP("SampleKinds", "rows"),
            .suits = isAnyRow,
            .paint = paintTable,
            .paintSmall = paintRowSmall,
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

QString kindWord(const SampleForm* form)
{
    return QCoreApplication::translate("SampleKinds", (form ? *form->kind : sampleKinds().front()).one);
}

QString kindWords(const SampleForm* form)
{
    return QCoreApplication::translate("SampleKinds", (form ? *form->kind : sampleKinds().front()).many);
}

bool hasNumbers(const SampleForm* form)
{
    return form && form->kind->paint;
}

RowColours smallColours(const ThemeTokens& look)
{
    return {.ground = look.dark ? look.plot : look.background, .line = look.accent, .axis = look.line};
}

} // namespace isthmus
