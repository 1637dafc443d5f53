// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <span>

namespace isthmus {

inline constexpr QSize kRowCurve{96, 48}; ///< pixels of a row of numbers that is drawn as a curve or as bars
inline constexpr std::size_t kLeastOfCurve = 32; ///< numbers of a row that is drawn as a curve, and not as bars

/// A row of numbers as a curve, from left to right. Where there are more numbers than pixels, a column shows the lowest
/// to the highest of those that fall on it.
/// @param values  values in 0..1, clipped; not empty
/// @param size    pixels of the picture
QImage rowCurve(std::span<const float> values, QSize size = kRowCurve);

/// A short row of numbers as bars from the lower edge, a gap between them.
/// @param values  values in 0..1, clipped; not empty
QImage rowBars(std::span<const float> values, QSize size = kRowCurve);

/// A row of differences around zero as bars from the middle line, above it in the colour of what is too high.
/// @param values  full at -1 and 1, clipped; not empty
/// @param dark    ground of the colours
QImage signedRowCurve(std::span<const float> values, bool dark);

} // namespace isthmus
