// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

class QMainWindow;

namespace isthmus {

/// Remembers in QSettings where the window and its docks stand, which parts are folded, and the theme.
namespace windowlayout {

void save(const QMainWindow& window, ThemeChoice theme);

/// @return  whether there was a layout to restore
bool restore(QMainWindow& window);

/// Brings a window that was on a larger screen into its present one.
void fitToScreen(QMainWindow& window);

/// System where nothing was remembered.
ThemeChoice rememberedTheme();

} // namespace windowlayout

} // namespace isthmus
