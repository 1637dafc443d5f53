// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/NumberField.h"

class QString;
class QWidget;

namespace isthmus {

constexpr int kWideField = 148; ///< px, of a field with words
constexpr int kNarrowField = 80; ///< px, of a field with a number

/// A narrow field for a number from 0 or more.
/// @param least  what its smallest value reads as, such as "off"; empty: as a number
DecimalField* makeNumberField(double minimum, double maximum, int decimals, const QString& least, QWidget* parent);

/// The number in a field. It is `given`, the number that the field got, where the field shows just that one, rounded.
double numberOf(const DecimalField& field, double given);

} // namespace isthmus
