// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ActionButton.h"

#include <QAction>

namespace isthmus {

ActionButton::ActionButton(QAction* action, const QString& widest, QWidget* parent, bool isAccent)
    : QPushButton(parent)
    , m_action(action)
{
    setProperty("accent", isAccent);
    setIconSize({16, 16});
    setFocusPolicy(Qt::TabFocus);
    connect(m_action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, m_action, &QAction::trigger);
    follow();
    setText(widest);
    setMinimumWidth(sizeHint().width());
    follow();
}

void ActionButton::follow()
{
    setText(m_action->iconText());
    setIcon(m_action->icon());
    setToolTip(m_action->toolTip());
    setEnabled(m_action->isEnabled());
}

} // namespace isthmus
