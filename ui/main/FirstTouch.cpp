// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FirstTouch.h"

#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

/// Does this key only lead somewhere, or wait for another one?
bool isPassing(int key)
{
    switch (key) {
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
        return true;
    default:
        return false;
    }
}

/// Is an object, or what it lies in, of this kind?
template <typename Kind>
bool isWithin(const QObject* object)
{
    while (object && !qobject_cast<const Kind*>(object))
        object = object->parent();
    return object != nullptr;
}

/// Does an event only scroll, or open a list of choices and go through it? What is chosen there is told by what it
/// changes.
bool isLooking(const QObject* watched, const QEvent& event)
{
    return isWithin<QComboBox>(watched) || (event.type() == QEvent::Wheel && isWithin<QAbstractScrollArea>(watched));
}

bool isTouch(const QEvent& event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::Shortcut:
        return true;
    case QEvent::KeyPress:
        return !isPassing(static_cast<const QKeyEvent&>(event).key());
    default:
        return false;
    }
}

} // namespace

FirstTouch::FirstTouch(RunSession& session, std::vector<const QObject*> views, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_views(std::move(views))
{
    connect(&m_session, &RunSession::runChanged, this, &FirstTouch::follow, Qt::QueuedConnection);
    connect(&m_session.pending(), &PendingRun::changed, this, &FirstTouch::takeChoice);
    follow();
}

void FirstTouch::takeChoice()
{
    if (m_isWatching && !m_session.pending().isEmpty())
        touch();
}

void FirstTouch::touch()
{
    m_session.touch();
    follow();
}

void FirstTouch::follow()
{
    if (m_session.isDemonstration() == std::exchange(m_isWatching, m_session.isDemonstration()))
        return;
    if (m_isWatching)
        QCoreApplication::instance()->installEventFilter(this);
    else
        QCoreApplication::instance()->removeEventFilter(this);
}

bool FirstTouch::eventFilter(QObject* watched, QEvent* event)
{
    if (isTouch(*event) && isInView(watched) && !isLooking(watched, *event))
        touch();
    return false;
}

bool FirstTouch::isInView(const QObject* object) const
{
    while (object && std::find(m_views.begin(), m_views.end(), object) == m_views.end())
        object = object->parent();
    return object != nullptr;
}

} // namespace isthmus
