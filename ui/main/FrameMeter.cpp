// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FrameMeter.h"

#include "ui/session/RunSession.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QWidget>

#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::seconds kFresh{2};
constexpr double kSmoothing = 0.2; // weight of the newest value

double millisecondsSince(FrameMeter::Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(FrameMeter::Clock::now() - start).count();
}

double smoothed(double before, double now)
{
    return before == 0 ? now : before + kSmoothing * (now - before);
}

bool isInside(const QWidget* view, const QObject* watched)
{
    if (!view || !watched->isWidgetType())
        return false;
    const auto* widget = static_cast<const QWidget*>(watched);
    return widget == view || view->isAncestorOf(widget);
}

} // namespace

FrameMeter::FrameMeter(RunSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session.hand(), &HandLane::decoded, this, &FrameMeter::noteDecoded);
    connect(&session, &RunSession::runChanged, this, [this] { m_moved.reset(); });
    QCoreApplication::instance()->installEventFilter(this);
}

void FrameMeter::watch(const QWidget* plane, const QWidget* handView)
{
    m_plane = plane;
    m_handView = handView;
}

bool FrameMeter::isFrameFresh() const
{
    return Clock::now() - m_frameBefore < kFresh;
}

bool FrameMeter::isProbeFresh() const
{
    return Clock::now() - m_lastProbe < kFresh;
}

bool FrameMeter::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::UpdateRequest:
        if (!m_painting && watched->isWidgetType() && static_cast<QWidget*>(watched)->isWindow())
            return paintFrame(watched, event);
        break;
    case QEvent::Paint:
        m_handPainted = m_handPainted || (m_decoded && isInside(m_handView, watched));
        break;
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
        if ((static_cast<QMouseEvent*>(event)->buttons() & Qt::LeftButton) && isInside(m_plane, watched))
            noteMove();
        break;
    default:
        break;
    }
    return false;
}

bool FrameMeter::paintFrame(QObject* window, QEvent* event)
{
    m_painting = true;
    m_handPainted = false;
    const Clock::time_point start = Clock::now();
    QCoreApplication::sendEvent(window, event);
    const double spent = millisecondsSince(start);
    m_painting = false;
    m_frame = smoothed(m_frame, spent);
    m_frameBefore = std::exchange(m_lastFrame, Clock::now());
    emit framePainted(spent);
    if (m_moved && m_decoded && m_handPainted) {
        const double latency = millisecondsSince(*std::exchange(m_moved, std::nullopt));
        m_decoded = false;
        m_probe = smoothed(m_probe, latency);
        m_lastProbe = m_lastFrame;
        emit probePainted(latency);
    }
    return true;
}

void FrameMeter::noteMove()
{
    const Clock::time_point moment = std::exchange(m_announced, std::nullopt).value_or(Clock::now());
    const bool isUnderWay = m_decoded || m_session.hand().isDecoding();
    if (!m_moved || !isUnderWay)
        m_moved = moment;
}

void FrameMeter::noteDecoded()
{
    m_decoded = m_moved.has_value();
}

} // namespace isthmus
