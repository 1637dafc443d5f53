// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLayout;
class QWidget;

namespace isthmus {

/// Puts the controls of a widget behind a control in Tab's order; they keep their order among themselves.
/// @param after  a control of the same window
/// @param tree   a widget and all that is in it
/// @return       the last control of the tree; `after` where it has none
QWidget* placeInTabOrder(QWidget* after, QWidget* tree);

/// Lets Tab go through the widgets of a column as they stand, whenever each was made; within each its order stays.
void tabDown(const QLayout& column);

} // namespace isthmus
