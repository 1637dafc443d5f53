// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/FigureButton.h"

#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"

namespace isthmus {

FigureButton::FigureButton(const QString& title, QMenu* menu, QWidget* parent)
    : QToolButton(parent)
{
    setObjectName("figure-button");
    setProperty("flat", true);
    setStyleSheet("QToolButton { padding: 0; min-height: 0; border-radius: 4px; }"
                  "QToolButton::menu-indicator { image: none; }");
    setFixedSize(20, 20);
    setIconSize({14, 14});
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(menu);
    setToolTip(tr("Save or copy the picture: %1").arg(title));
    setAccessibleName(toolTip());
    connect(&Theme::of(this), &Theme::changed, this, &FigureButton::showIcon);
    showIcon();
}

void FigureButton::showIcon()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    setIcon(themeIcon("export", tokens.dim, tokens.line));
}

} // namespace isthmus
