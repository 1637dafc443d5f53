// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// A latent dimension as the window names it everywhere, counted from 1: "z₁₉".
/// @param dimension  counted from 0
QString dimensionName(int dimension);

/// A number with the true minus sign (U+2212), as wide as a plus and in no word's end: "−0.48".
QString signedNumber(double value, int decimals = 2);

} // namespace isthmus
