// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/EventLoopMeter.h"

#include "core/base/ThreadPool.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <chrono>

namespace isthmus {

EventLoopMeter::EventLoopMeter(int& argc, char** argv)
    : QApplication(argc, argv)
{
    connect(
        QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &EventLoopMeter::endTurn);
}

void EventLoopMeter::begin()
{
    m_longestCpu = 0;
    m_eventTimes.clear();
    m_turnStart = threadCpuSeconds();
    m_isOn = true;
}

void EventLoopMeter::endTurn()
{
    if (!m_isOn)
        return;
    const double now = threadCpuSeconds(); // stands still while the thread waits
    m_longestCpu = std::max(m_longestCpu, 1000 * (now - m_turnStart));
    m_turnStart = now;
}

bool EventLoopMeter::notify(QObject* receiver, QEvent* event)
{
    if (!m_isOn || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const auto start = std::chrono::steady_clock::now();
    const bool isHandled = QApplication::notify(receiver, event);
    const std::chrono::duration<float, std::milli> spent = std::chrono::steady_clock::now() - start;
    m_eventTimes.push_back(spent.count());
    --m_depth;
    return isHandled;
}

} // namespace isthmus
