// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace isthmus {

struct ThemeTokens;

/// Icon `:/isthmus/icons/<name>.svg`, drawn in black, in the colours of a button that may be checked: dim while off, on
/// the accent while on. At 1x, 1.5x, 2x and 3x; to be made again on Theme::changed().
QIcon toggleIcon(const QString& name, const ThemeTokens& tokens);

} // namespace isthmus
