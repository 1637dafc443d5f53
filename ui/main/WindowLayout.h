// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

class QMainWindow;

namespace isthmus {

class PanelDocks;

/// Remembers in QSettings where the window and its docks stand, which borders the user has moved, which parts are
/// folded, and the theme.
namespace windowlayout {

void save(const QMainWindow& window, const PanelDocks& docks, ThemeChoice theme);

void restore(QMainWindow& window, PanelDocks& docks);

/// Brings a window that was on a larger screen into its present one.
void fitToScreen(QMainWindow& window);

/// System where nothing was remembered.
ThemeChoice rememberedTheme();

} // namespace windowlayout

} // namespace isthmus
