// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <span>

namespace isthmus {

inline constexpr QSize kRowCurve{96, 48}; ///< pixels of a row of numbers that is drawn as a curve

/// A row of numbers as a curve, from left to right. Where there are more numbers than pixels, a column shows the lowest
/// to the highest of those that fall on it.
/// @param values  values in 0..1, clipped; not empty
QImage rowCurve(std::span<const float> values);

/// A row of differences around zero as bars from the middle line, above it in the colour of what is too high.
/// @param values  full at -1 and 1, clipped; not empty
/// @param dark    ground of the colours
QImage signedRowCurve(std::span<const float> values, bool dark);

} // namespace isthmus
