// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace isthmus {

/// How figures are saved and copied: pixels per pixel of the screen, and whether in the light look that paper wants.
/// Remembered in the settings.
class FigureOptions : public QObject
{
    Q_OBJECT
public:
    explicit FigureOptions(QObject* parent = nullptr);

    /// Adds the choices to a menu. Any number of menus may have them.
    void fill(QMenu* menu) const;

    [[nodiscard]] double scale() const; ///< 1, 2 or 4
    [[nodiscard]] const ThemeTokens& look() const;

    [[nodiscard]] QAction& light() const { return *m_light; }
    [[nodiscard]] QAction& scaleOf(int pixels) const;

private:
    QActionGroup* m_scales;
    QAction* m_light;
};

} // namespace isthmus
