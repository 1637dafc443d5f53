// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "ui/views/latent/PlaneViewport.h"

namespace isthmus {

/// The grid of pictures over what is seen of the plane, from its upper left corner on.
struct ManifoldCells
{
    int columns = 1;
    int width = 1; ///< pixels of a cell
    QRectF range; ///< data coordinates; top() is the smallest y
};

/// Cells of about 32 pixels or more, and all alike: whole pixels wide, and whole multiples of a picture's own pixels
/// where that is not much larger.
ManifoldCells manifoldCells(const PlaneViewport& viewport, Shape shape);

/// Is a cell the curve or the bars of a row of numbers, and no picture?
inline bool isRowCell(Shape sample)
{
    return sample.isRow() && sample.width > 1;
}

/// Height of a cell of width 1, as the pictures have it; rows of numbers are curves or bars in squares.
double cellHeightOf(Shape picture);

} // namespace isthmus
