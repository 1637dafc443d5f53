// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace isthmus {

/// Lists all entries of a window's menus, one a line with its keys behind two blanks or more; the entries of a menu are
/// below it and indented. The list is kept beside the README's pictures, and tells when they show a program that is no
/// more.
[[nodiscard]] QString menuList(const QWidget& window);

} // namespace isthmus
