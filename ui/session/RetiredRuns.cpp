// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RetiredRuns.h"

#include "core/train/LiveRun.h"

#include <algorithm>

namespace isthmus {

RetiredRuns::RetiredRuns() = default;

RetiredRuns::~RetiredRuns()
{
    for (std::thread& thread : m_threads)
        thread.join();
}

void RetiredRuns::retire(std::unique_ptr<LiveRun> run)
{
    joinEnded();
    if (!run)
        return;
    run->pause();
    m_threads.emplace_back([this, last = std::move(run)]() mutable {
        last.reset();
        const MutexLock lock(m_mutex);
        m_ended.push_back(std::this_thread::get_id());
        m_oneEnded.notify_all();
    });
}

bool RetiredRuns::waitUntilEnded(std::chrono::milliseconds longest)
{
    MutexLock lock(m_mutex);
    return lock.waitFor(
        m_oneEnded, longest, [this]() ISTHMUS_REQUIRES(m_mutex) { return m_ended.size() == m_threads.size(); });
}

void RetiredRuns::joinEnded()
{
    std::vector<std::thread::id> ended;
    {
        const MutexLock lock(m_mutex);
        ended.swap(m_ended);
    }
    std::erase_if(m_threads, [&](std::thread& thread) {
        if (std::find(ended.begin(), ended.end(), thread.get_id()) == ended.end())
            return false;
        thread.join();
        return true;
    });
}

} // namespace isthmus
