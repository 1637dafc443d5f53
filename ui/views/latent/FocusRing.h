// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

/// A line around a widget while that has the focus. The mouse goes through it.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    /// @param watched  parent of the ring
    explicit FocusRing(QWidget* watched);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void surround();
};

} // namespace isthmus
