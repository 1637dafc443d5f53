// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <QImage>

namespace isthmus {

inline constexpr QSize kRowCell{40, 40}; ///< pixels of one of many rows of numbers, its gap and all

/// Rows of numbers side by side, each a curve or bars, with a line of ground between two.
/// @param rows     count x numbers, as they are drawn, 0..1; at least one
/// @param columns  rows side by side, at least 1
QImage rowGrid(const Matrix& rows, int columns);

} // namespace isthmus
