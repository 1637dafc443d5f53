// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/SyntheticHand.h"

#include "ui/main/FrameMeter.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QWidget>

#include <cmath>

namespace isthmus {
namespace {

constexpr std::chrono::microseconds kPeriod{16667};
constexpr double kTurnsPerMove = 1.0 / 360; // once around in six seconds

} // namespace

SyntheticHand::SyntheticHand(QWidget* view, FrameMeter& meter, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_meter(meter)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SyntheticHand::move);
}

void SyntheticHand::press()
{
    m_start = Clock::now();
    m_moves = 0;
    QWidget* child = m_view->childAt(position().toPoint());
    m_target = child ? child : m_view;
    send(QEvent::MouseButtonPress, Qt::LeftButton, Qt::LeftButton);
    m_timer.start(std::chrono::duration_cast<std::chrono::milliseconds>(kPeriod));
}

void SyntheticHand::release()
{
    m_timer.stop();
    send(QEvent::MouseButtonRelease, Qt::LeftButton, Qt::NoButton);
}

void SyntheticHand::move()
{
    ++m_moves;
    m_meter.countMoveFrom(m_start + m_moves * kPeriod);
    send(QEvent::MouseMove, Qt::NoButton, Qt::LeftButton);
    while (m_start + (m_moves + 1) * kPeriod < Clock::now()) // a hand does not wait for the window either
        ++m_moves;
    const auto wait = m_start + (m_moves + 1) * kPeriod - Clock::now();
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

QPointF SyntheticHand::position() const
{
    const double turn = 2 * M_PI * m_moves * kTurnsPerMove;
    const QPointF centre = QRectF(m_view->rect()).center();
    return centre + QPointF(0.22 * m_view->width() * std::cos(turn), 0.2 * m_view->height() * std::sin(2 * turn));
}

void SyntheticHand::send(QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    if (!m_target)
        return;
    const QPointF local = m_target->mapFrom(m_view, position());
    QMouseEvent event(type, local, m_target->mapToGlobal(local), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(m_target, &event);
}

} // namespace isthmus
