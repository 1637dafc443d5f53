// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

namespace isthmus {

/// A dock that is seen to float: beside the place where it was docked, with a frame, and with the title bar of the
/// desktop, which Qt leaves away from docks that have one of their own.
class PanelDock : public QDockWidget
{
    Q_OBJECT
public:
    using QDockWidget::QDockWidget;

    /// Floats the panel, or puts it back.
    void setAfloat(bool afloat);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Place on the screen; null: it is not docked, or not seen.
    [[nodiscard]] QRect dockedPlace() const;
    /// Moves a panel that floats where it was docked so far that it is seen, towards the middle of the screen.
    void moveAside(const QRect& docked);
    /// Lets the desktop decorate the panel, unless it is just being dragged.
    void decorate();
};

} // namespace isthmus
