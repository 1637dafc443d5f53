// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ActionButton.h"

#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"

#include <QAction>

namespace isthmus {

namespace {
constexpr int kIcon = 16; // px
constexpr int kIconGap = 4; // px that a button leaves behind its icon
} // namespace

ActionButton::ActionButton(QAction* action, const QString& widest, QWidget* parent, bool isAccent)
    : QPushButton(parent)
    , m_action(action)
{
    setProperty("accent", isAccent);
    setIconSize({kIcon, kIcon});
    setFocusPolicy(Qt::TabFocus);
    connect(m_action, &QAction::changed, this, &ActionButton::follow);
    connect(&Theme::of(this), &Theme::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, m_action, &QAction::trigger);
    follow();
    setText(widest);
    m_fullWidth = sizeHint().width();
    m_compactWidth = m_fullWidth - fontMetrics().horizontalAdvance(widest);
    setMinimumWidth(m_fullWidth);
    follow();
}

void ActionButton::setCompactIcon(const QString& name)
{
    m_compactIcon = name;
    m_compactWidth += kIcon + kIconGap; // which the full button does without
    follow();
}

void ActionButton::setCompact(bool compact)
{
    if (compact == m_isCompact)
        return;
    m_isCompact = compact;
    setMinimumWidth(m_isCompact ? m_compactWidth : m_fullWidth);
    setMaximumWidth(m_isCompact ? m_compactWidth : QWIDGETSIZE_MAX);
    follow();
}

void ActionButton::follow()
{
    const QString name = m_action->iconText();
    setText(m_isCompact ? QString() : name);
    setIcon(currentIcon());
    setToolTip(m_action->toolTip());
    setAccessibleName(name);
    setEnabled(m_action->isEnabled());
}

QIcon ActionButton::currentIcon() const
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    if (!m_action->icon().isNull())
        return recoloured(m_action->icon(), property("accent").toBool() ? tokens.onAccent : tokens.text);
    return m_isCompact ? themeIcon(m_compactIcon, tokens.text, tokens.dim) : QIcon();
}

} // namespace isthmus
