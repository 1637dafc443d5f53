// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

namespace isthmus::test {

/// Turns the wheel over the middle of a widget as the desktop tells of it: the innermost widget there hears it first,
/// may get the focus, and what it refuses is offered to its parents.
/// @param notches  up is positive
inline void turnWheel(QWidget& over, int notches)
{
    const QPoint middle = over.rect().center();
    QWidget* innermost = over.childAt(middle);
    QWidget& target = innermost ? *innermost : over;
    const QPointF global = over.mapToGlobal(middle);
    QWheelEvent event(target.mapFromGlobal(global), global, {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event); // else Qt would not offer it to the parents
    qApp->notify(&target, &event);
}

} // namespace isthmus::test
