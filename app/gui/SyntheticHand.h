// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QWidget;

namespace isthmus {

class FrameMeter;

/// Drags over a view with mouse events 60 times a second, as a hand would, along a slow figure of eight. Latencies
/// count from the moment at which a move was due, so that a busy window cannot hide behind late timers.
class SyntheticHand : public QObject
{
    Q_OBJECT
public:
    SyntheticHand(QWidget* view, FrameMeter& meter, QObject* parent);

    void press();
    void release();

private:
    void move();
    void send(QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons);
    [[nodiscard]] QPointF position() const;

    using Clock = std::chrono::steady_clock;

    QWidget* m_view;
    FrameMeter& m_meter;
    QPointer<QWidget> m_target; ///< the widget that was pressed
    QTimer m_timer;
    Clock::time_point m_start;
    int m_moves = 0;
};

} // namespace isthmus
