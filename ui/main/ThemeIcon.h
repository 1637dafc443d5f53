// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace isthmus {

/// Icon `:/isthmus/icons/<name>.svg`, drawn in black, painted in another colour at 1x, 1.5x, 2x and 3x.
/// @param disabled  colour of the same icon on a control that is disabled
QIcon themeIcon(const QString& name, const QColor& colour, const QColor& disabled);

} // namespace isthmus
