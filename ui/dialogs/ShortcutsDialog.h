// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/shortcutGroups.h"

#include <QDialog>

namespace isthmus {

/// Lists keys and gestures in groups. The keys are those of the actions, so that each one listed does something.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutsDialog(QWidget* window);

private:
    QWidget* makeGroup(const ShortcutGroup& group);
};

} // namespace isthmus
