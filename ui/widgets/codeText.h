// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// A latent dimension as the window names it everywhere, counted from 1: "z₁₉".
/// @param dimension  counted from 0
QString dimensionName(int dimension);

/// Decimals of the numbers of codes where so much of the plane is seen: enough to tell its hundredths apart, from 2
/// to 9.
/// @param span  in units of the codes; 0: not known
int codeDecimals(double span);

/// A number with the true minus sign (U+2212), as wide as a plus and in no word's end: "−0.48".
QString signedNumber(double value, int decimals = 2);

/// A value of the data in few digits, with the true minus sign: "−9.43778"; what rounding leaves of a zero is "0".
QString valueText(double value);

} // namespace isthmus
