// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

namespace isthmus {

/// Style sheet of the guide's pages, in the subset of CSS that Qt's rich text knows.
QString guideStyle(const ThemeTokens& tokens);

/// Style sheet of the window that shows them.
QString guideGround(const ThemeTokens& tokens);

/// A little larger than the window's own text, since it is read at length.
QFont guideFont(QFont body);

} // namespace isthmus
