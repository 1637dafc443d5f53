// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/data/RowDrawing.h"

#include <QColor>
#include <QImage>

#include <span>

class QPainter;
class QRectF;

namespace isthmus {

/// Colours of rows of numbers that are drawn.
struct RowColours
{
    QColor ground;
    QColor line; ///< of the curve or the bars
    QColor axis; ///< of the height at which bars begin, and between two rows of a grid
};

/// Bright lines on dark ground, as pictures side by side have it.
RowColours rowsOnDark();

/// Draws a row of numbers without words, as both programs do where many are side by side: a curve from left to right,
/// or a bar for each number. It needs no fonts, and so no application.
/// @param values  the engine's, as many as the drawing has heights
void paintRow(QPainter& painter, const QRectF& room, std::span<const float> values, const RowDrawing& drawing,
    const RowColours& colours);

/// The same as a picture of its own.
QImage rowPicture(std::span<const float> values, const RowDrawing& drawing, QSize size, const RowColours& colours);

/// Rows side by side, line by line, with hairlines between them.
/// @param rows     count x numbers of a row, the engine's; at least one
/// @param columns  rows side by side, at least 1
/// @param cell     pixels of a row, its hairline and all
/// @throws Error if the grid is larger than 30,000 pixels a side
QImage rowGrid(const Matrix& rows, const RowDrawing& drawing, int columns, QSize cell, const RowColours& colours);

inline constexpr QSize kRowPicture{96, 48}; ///< pixels of one row in a grid of a file
inline constexpr QSize kRowCell{40, 40}; ///< pixels of one of very many rows

} // namespace isthmus
