// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/kinds/sampleKinds.h"

namespace isthmus {

/// A row of a table: a line for each column with its name, its unit and its number. A pair has original, output and
/// error, the largest error first, with a bar; what finds no room is counted in the last line.

void paintTable(QPainter& painter, const QRectF& room, const SampleForm& form, const SampleNumbers& sample,
    const ThemeTokens& look);
void tableLegend(QPainter& painter, const QRectF& room, const ThemeTokens& look);
QSize tableSize(const SampleForm& form, const QFontMetrics& metrics);

/// All columns in the order of the file, at any place of the room.
QString tellTable(const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const QFontMetrics& metrics,
    QPointF place);

} // namespace isthmus
