// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QSize>

class QMainWindow;
class QWidget;

namespace isthmus {

class PanelDocks;

/// Remembers in QSettings where the window and the panels of its page stand, which borders the user has moved, which
/// parts are folded, and the theme.
namespace windowlayout {

void savePlace(const QWidget& window, ThemeChoice theme);
void restorePlace(QWidget& window);

void savePanels(const QMainWindow& page, const PanelDocks& docks);
void restorePanels(QMainWindow& page, PanelDocks& docks);

/// Lets the panels of one page stand as those of another.
void copyPanels(const QMainWindow& from, const PanelDocks& docksFrom, QMainWindow& to, PanelDocks& docksTo);

/// What the screen has for a window within its frame.
QSize roomFor(const QWidget& window);

/// Lets a window be no smaller than this, nor larger than its screen, whichever that is now, and keeps all of it
/// reachable there.
void followScreen(QWidget& window, const QSize& least);

/// System where nothing was remembered.
ThemeChoice rememberedTheme();

} // namespace windowlayout

} // namespace isthmus
