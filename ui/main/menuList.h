// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace isthmus {

/// All that the menus of a window offer, one entry a line with its keys behind two blanks or more, what lies in a menu
/// below it and indented. Kept beside the README's pictures, it tells when they show a program that is no more.
[[nodiscard]] QString menuList(const QWidget& window);

} // namespace isthmus
