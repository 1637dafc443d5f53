// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDoubleSpinBox;
class QString;
class QWidget;

namespace isthmus {

constexpr int kWideField = 148; ///< px, of a field with words
constexpr int kNarrowField = 80; ///< px, of a field with a number

/// A narrow field for a number from 0 or more.
/// @param least  what its smallest value reads as, such as "off"; empty: as a number
QDoubleSpinBox* makeNumberField(double minimum, double maximum, int decimals, const QString& least, QWidget* parent);

/// Shows a number; those who listen hear nothing.
void showNumber(QDoubleSpinBox& field, double number);

/// What a field says; the number that it was given where it shows just that one, rounded.
double numberOf(const QDoubleSpinBox& field, double given);

} // namespace isthmus
