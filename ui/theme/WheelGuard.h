// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace isthmus {

/// Lets the wheel scroll what a control lies in, unless the control has the focus: so no slider, list, number field or
/// tab changes because the pointer passed over it. It holds for every control of every window, since it is an event
/// filter of the application; the theme owns it. The list that a combo box has opened scrolls as ever.
class WheelGuard : public QObject
{
    Q_OBJECT
public:
    explicit WheelGuard(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace isthmus
