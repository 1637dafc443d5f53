// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QWidget;

namespace isthmus {

/// One line of the list of keys and gestures.
struct ShortcutLine
{
    QString keys; ///< "Ctrl+R", "Middle drag"
    QString what; ///< "Reset"
};

/// What is done in one part of the window, or in one of its dialogs.
struct ShortcutGroup
{
    QString title; ///< "Plane"
    std::vector<ShortcutLine> lines;
};

/// The keys of all actions below a window, or a page of one, its own and those of its views, and of the window around
/// the page, by the part that owns them, and after them the gestures of that part. An action is called by its
/// whatsThis() where its text changes or is too short.
std::vector<ShortcutGroup> shortcutGroups(const QWidget& window);

} // namespace isthmus
