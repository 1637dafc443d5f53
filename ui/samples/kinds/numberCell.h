// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// A number of a sample in four significant digits, whole from 1,000 to 10 million, with the true minus sign:
/// "−0.4804", "19044".
QString numberCell(double value);

/// The same of a difference, with its sign: "+0.12".
QString differenceCell(double value);

/// What stands for a number that is missing: a dash.
QString missingCell();

} // namespace isthmus
