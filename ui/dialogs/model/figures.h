// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QString>

namespace isthmus {

/// "28 × 28 × 1" (height, width, channels), or "784" for a vector.
QString shapeFigure(Shape shape);

/// The number with its thousands separated; a dash for none.
QString countFigure(Index count);

/// The number in three digits and k, M, G, T: "1.07 M"; a dash for none.
QString flopFigure(double flop);

/// The number with its unit: "1.07 MFLOP", "950 FLOP"; a dash for none.
QString flopText(double flop);

} // namespace isthmus
