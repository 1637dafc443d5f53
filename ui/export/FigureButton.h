// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace isthmus {

/// The small button of a panel that shows what can be done with its picture.
class FigureButton : public QToolButton
{
    Q_OBJECT
public:
    /// @param menu  outlives this
    FigureButton(const QString& title, QMenu* menu, QWidget* parent);

private:
    void showIcon();
};

} // namespace isthmus
