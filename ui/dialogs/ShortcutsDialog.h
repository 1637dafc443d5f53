// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

#include <vector>

namespace isthmus {

/// One line of the list of keys.
struct ShortcutLine
{
    QString keys; ///< "Ctrl+R"
    QString what; ///< "Reset"
};

/// The keys of all actions below a window, in the order of their making: its own and those of its views.
std::vector<ShortcutLine> shortcutsOf(const QWidget& window);

/// Lists the keys. Made from the actions, so that it cannot tell of one that does nothing.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutsDialog(QWidget* window);
};

} // namespace isthmus
