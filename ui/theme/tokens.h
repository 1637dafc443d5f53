// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QPalette>

namespace isthmus {

/// The two sets of colours. Everything that is painted takes its colours from here, or from the colour maps of Theme.h.
const ThemeTokens& darkTokens();
const ThemeTokens& lightTokens();

/// Palette of the standard widgets. Roles that this program does not paint stay the desktop's, so that Qt still reports
/// when the desktop changes its colours.
QPalette paletteOf(const ThemeTokens& tokens);

/// The one style sheet of the application.
QString styleSheetOf(const ThemeTokens& tokens);

} // namespace isthmus
