// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QAction;

namespace isthmus {

/// A push button that stands for an action: its short text, icon, tool tip and whether it can be pressed. As wide as
/// the longest of its texts, so that the bar does not move when the text changes.
class ActionButton : public QPushButton
{
    Q_OBJECT
public:
    /// @param widest  the longest text that the action will have
    /// @param isAccent  the one button that leads
    ActionButton(QAction* action, const QString& widest, QWidget* parent, bool isAccent = false);

private:
    void follow();

    QAction* m_action;
};

} // namespace isthmus
