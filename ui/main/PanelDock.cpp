// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/PanelDock.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QScreen>
#include <QTimer>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kAside = 32; // px, each way
constexpr int kRelease = 100; // ms, until the button of the mouse is looked at again
constexpr int kAbove = 28; // px that the desktop's title bar takes, about

} // namespace

void PanelDock::setAfloat(bool afloat)
{
    const QRect docked = dockedPlace();
    setFloating(afloat);
    moveAside(docked);
}

QRect PanelDock::dockedPlace() const
{
    return isFloating() || !isVisible() ? QRect() : QRect(mapToGlobal(QPoint(0, 0)), size());
}

void PanelDock::moveAside(const QRect& docked)
{
    if (!isFloating() || docked.isNull() || geometry().topLeft() != docked.topLeft())
        return;
    const QRect room = screen()->availableGeometry().adjusted(0, kAbove, 0, 0);
    const QPoint middle = room.center();
    const int x = docked.left() + (docked.center().x() < middle.x() ? kAside : -kAside);
    const int y = docked.top() + (docked.center().y() < middle.y() ? kAside : -kAside);
    move(std::clamp(x, room.left(), std::max(room.left(), room.right() - width())),
        std::clamp(y, room.top(), std::max(room.top(), room.bottom() - height())));
}

void PanelDock::decorate()
{
    constexpr Qt::WindowFlags kDragged = Qt::X11BypassWindowManagerHint;
    const bool isBare = isFloating() && windowFlags().testFlag(Qt::FramelessWindowHint);
    if (!isBare || (windowFlags() & kDragged))
        return;
    if (QGuiApplication::mouseButtons() != Qt::NoButton) { // of a double click, for one
        QTimer::singleShot(kRelease, this, &PanelDock::decorate);
        return;
    }
    const QRect place = geometry();
    setWindowFlag(Qt::FramelessWindowHint, false); // which hides it
    setGeometry(place);
    show();
}

bool PanelDock::event(QEvent* event)
{
    if (event->type() == QEvent::Show)
        QTimer::singleShot(0, this, &PanelDock::decorate); // Qt has still to do with the window
    const QRect docked = event->type() == QEvent::MouseButtonDblClick ? dockedPlace() : QRect();
    const bool isTaken = QDockWidget::event(event);
    moveAside(docked);
    return isTaken;
}

void PanelDock::paintEvent(QPaintEvent* event)
{
    QDockWidget::paintEvent(event);
    if (!isFloating())
        return;
    const ThemeTokens& look = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), look.panel);
    painter.setPen(look.dim);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace isthmus
