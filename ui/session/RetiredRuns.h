// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <thread>
#include <vector>

namespace isthmus {

class LiveRun;

/// Ends runs that are no longer shown. A trainer's destructor waits for the step it is in, which the window's
/// thread must not do. Lives on the window's thread; its own destructor waits for all that are still ending.
class RetiredRuns
{
public:
    RetiredRuns();
    ~RetiredRuns();

    /// Takes a run and returns at once. A null run is ignored.
    void retire(std::unique_ptr<LiveRun> run);

    /// Waits until all have ended, but not longer than this.
    /// @return whether they have
    [[nodiscard]] bool waitUntilEnded(std::chrono::milliseconds longest);

private:
    void joinEnded();

    Mutex m_mutex;
    std::condition_variable m_oneEnded;
    std::vector<std::thread::id> m_ended ISTHMUS_GUARDED_BY(m_mutex);
    std::vector<std::thread> m_threads;
};

} // namespace isthmus
