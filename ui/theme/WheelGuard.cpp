// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/WheelGuard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>

namespace isthmus {
namespace {

/// Would the wheel change what this widget says?
bool isControl(const QObject* object)
{
    const bool isSlider = qobject_cast<const QAbstractSlider*>(object) && !qobject_cast<const QScrollBar*>(object);
    return isSlider || qobject_cast<const QComboBox*>(object) || qobject_cast<const QAbstractSpinBox*>(object)
        || qobject_cast<const QTabBar*>(object);
}

/// Qt gives the focus by the wheel before anybody can refuse the event, so controls must not ask for it.
void refuseFocusByWheel(QWidget& control)
{
    if (control.focusPolicy() == Qt::WheelFocus)
        control.setFocusPolicy(Qt::StrongFocus);
}

} // namespace

WheelGuard::WheelGuard(QObject* parent)
    : QObject(parent)
{
}

bool WheelGuard::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if ((type != QEvent::Wheel && type != QEvent::Polish) || !isControl(watched))
        return QObject::eventFilter(watched, event);
    auto* control = static_cast<QWidget*>(watched);
    if (type == QEvent::Polish)
        refuseFocusByWheel(*control);
    if (type == QEvent::Polish || control->hasFocus())
        return QObject::eventFilter(watched, event);
    event->ignore(); // so that Qt offers it to the parent
    return true;
}

} // namespace isthmus
