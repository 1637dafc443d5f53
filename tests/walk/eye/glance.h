// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

namespace isthmus::walk {

/// Lists what somebody in front of the screen can see: every visible widget, parents before their children. Each is an
/// object; what does not apply is left out.
///
///   id, parent    number in this list; -1: a window
///   window        number of a window at the X server
///   class, name   of the widget, without the namespace; its object name
///   said          what a screen reader says of it
///   text          what stands in it, without marks of shortcuts and of rich text
///   value         of a slider, spin box or progress bar
///   rect          x, y, width, height on the screen, in its pixels
///   seen          the part of rect that no parent cuts off; absent: none
///   disabled, focus, checked, pending, tip   as they say
///   items         of a menu, a list or a table: text and rect of each, and whether it is checked or disabled
///
/// The window's thread has to call it.
[[nodiscard]] QJsonArray glance();

} // namespace isthmus::walk
