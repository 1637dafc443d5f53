// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/strips/sampleCells.h"

#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QPainter>

namespace isthmus {

namespace {

constexpr int kCellWidth = 260; // px: a name, original, output and error
constexpr int kCellEdge = 4; // px around the numbers

SampleNumbers numbersOf(const Strip& strip, bool isOutput)
{
    return isOutput ? strip.numbers : SampleNumbers{.original = strip.numbers.original};
}

QRectF innerOf(const QRectF& room)
{
    return room.adjusted(kCellEdge, kCellEdge / 2.0, -kCellEdge, -kCellEdge / 2.0);
}

void paintCell(
    QPainter& painter, const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const ThemeTokens& look)
{
    painter.save();
    painter.fillRect(room, look.plot);
    painter.setPen(QPen(look.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5));
    form.kind->paint(painter, innerOf(room), form, sample, look);
    painter.restore();
}

} // namespace

QSize numbersCell(const SampleForm& form, const QFont& small)
{
    return {kCellWidth, form.kind->size(form, QFontMetrics(small)).height() + kCellEdge};
}

void paintNumbers(QPainter& painter, const QRectF& room, const Strip& strip, bool isOutput, const ThemeTokens& look)
{
    paintCell(painter, room, *strip.form, numbersOf(strip, isOutput), look);
}

void paintNumbers(QPainter& painter, const QRectF& room, const SampleForm& form, std::span<const float> values,
    const ThemeTokens& look)
{
    paintCell(painter, room, form, {.original = {values.begin(), values.end()}}, look);
}

QString tellNumbers(const QRectF& room, const Strip& strip, bool isOutput, const QFont& small, QPointF place)
{
    if (!hasNumbers(strip.form.get()))
        return {};
    return strip.form->kind->tell(innerOf(room), *strip.form, numbersOf(strip, isOutput), QFontMetrics(small), place);
}

} // namespace isthmus
