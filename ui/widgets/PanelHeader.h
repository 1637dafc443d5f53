// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QToolButton;
class QWidget;

namespace isthmus {

/// A view that has the heading of its panel in a row of its own, beside other things. The title bar above it is then
/// only a place to take hold of the panel, and the row has the buttons.
class PanelHeader
{
public:
    virtual ~PanelHeader() = default;

    /// Puts the buttons that float and close the panel near the end of the row, and makes them its children.
    /// @return  the row
    virtual QWidget* takePanelButtons(const QList<QToolButton*>& buttons) = 0;
};

} // namespace isthmus
