// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace isthmus {

/// Leaves Ctrl+E to the window while the cursor is in a field of text or of a number. On X11 Qt takes that key for the
/// one that moves the cursor to the end of a line, as Emacs does, so that a menu's key would do nothing there; End
/// moves it as well. An event filter of the application; the theme owns it.
class FieldKeys : public QObject
{
    Q_OBJECT
public:
    explicit FieldKeys(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace isthmus
