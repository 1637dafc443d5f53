// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <vector>

namespace isthmus {

/// An application that measures how long its thread is busy: processor time of each turn of the event loop, from one
/// wait for events to the next, and wall-clock time of each event that is handled.
class EventLoopMeter : public QApplication
{
    Q_OBJECT
public:
    EventLoopMeter(int& argc, char** argv);

    bool notify(QObject* receiver, QEvent* event) override;

    /// Measures from now on; forgets what was measured before.
    void begin();

    /// Milliseconds of the thread's own processor time in its longest turn.
    [[nodiscard]] double longestCpu() const { return m_longestCpu; }
    /// Milliseconds that each event took by the clock, in no order.
    [[nodiscard]] const std::vector<float>& eventTimes() const { return m_eventTimes; }

private:
    void endTurn();

    bool m_isOn = false;
    int m_depth = 0;
    double m_turnStart = 0; // processor seconds
    double m_longestCpu = 0;
    std::vector<float> m_eventTimes;
};

} // namespace isthmus
