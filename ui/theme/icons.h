// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace isthmus {

struct ThemeTokens;

/// Icons `:/isthmus/icons/<name>.svg`, drawn in black, painted in other colours at 1x, 1.5x, 2x and 3x. Make them again
/// on Theme::changed().

/// @param disabled  colour of the same icon on a control that is disabled
QIcon themeIcon(const QString& name, const QColor& colour, const QColor& disabled);

/// An icon for a menu: in the colour of its text, also of the line that is selected.
QIcon menuIcon(const QString& name, const ThemeTokens& tokens);

/// The icon in one other colour.
QIcon recoloured(const QIcon& icon, const QColor& colour);

/// An icon in the colours of a button that may be checked: dim while off, on the accent while on.
QIcon toggleIcon(const QString& name, const ThemeTokens& tokens);

} // namespace isthmus
