// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QAction;

namespace isthmus {

/// A push button for an action: its short text, icon, tool tip and whether it can be pressed. As wide as the longest of
/// its texts, so that the bar does not move when the text changes. Where the bar is narrow it shrinks to its icon.
class ActionButton : public QPushButton
{
    Q_OBJECT
public:
    /// @param widest  the longest text that the action will have
    /// @param isAccent  the one button that leads
    ActionButton(QAction* action, const QString& widest, QWidget* parent, bool isAccent = false);

    /// Sets the name of an icon, for an action without one, that stands in for its text while there is no room for it.
    void setCompactIcon(const QString& name);

    /// Shows the icon alone.
    void setCompact(bool compact);

    /// Pixels that setCompact() makes room for.
    [[nodiscard]] int saving() const { return m_fullWidth - m_compactWidth; }

private:
    void follow();
    [[nodiscard]] QIcon currentIcon() const;

    QAction* m_action;
    QString m_compactIcon;
    int m_fullWidth = 0; ///< px
    int m_compactWidth = 0; ///< px
    bool m_isCompact = false;
};

} // namespace isthmus
