// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QSize>

class QByteArray;
class QMainWindow;
class QString;
class QWidget;

namespace isthmus {

class PanelDocks;

/// Remembers in QSettings where the window and the panels of its page stand, which borders the user has moved, which
/// parts are folded, how each workspace is laid out, and the theme.
namespace windowlayout {

void savePlace(const QWidget& window, ThemeChoice theme);
void restorePlace(QWidget& window);

void savePanels(const QMainWindow& page, const PanelDocks& docks);
void restorePanels(QMainWindow& page, PanelDocks& docks);

/// Layout of a workspace, as its row in workspaceTypes() writes and reads it.
/// @param id  as in that row
void saveWorkspace(const QString& id, const QByteArray& layout);
/// Empty where nothing was remembered.
QByteArray savedWorkspace(const QString& id);

/// Lets the panels of one page stand as those of another.
void copyPanels(const QMainWindow& from, const PanelDocks& docksFrom, QMainWindow& to, PanelDocks& docksTo);

/// The largest size that a window can have within its frame on the screen.
QSize roomFor(const QWidget& window);

/// Limits the size of a window: it is no smaller than `least` and no larger than the screen that it is on, and all of
/// it stays reachable there.
void followScreen(QWidget& window, const QSize& least);

/// System where nothing was remembered.
ThemeChoice rememberedTheme();

} // namespace windowlayout

} // namespace isthmus
