// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "ui/session/BackgroundLane.h"

#include <QString>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace isthmus {

/// The thread behind the background lanes of all runs: works on one request after the other at niceness 19, and rests
/// after each chunk as long as the smallest of the lanes' shares of a processor asks for. All members may be called
/// from one other thread.
class BackgroundThread
{
public:
    struct Request
    {
        std::uint64_t ticket = 0; ///< number that nextTicket() gave it
        const void* lane = nullptr; ///< lane that takes the result
        const void* client = nullptr; ///< has one place in the queue
        BackgroundLane::Work work;
    };

    struct Finished
    {
        std::uint64_t ticket = 0;
        BackgroundLane::Result result; ///< result of the work; null: it gave up
        QString error; ///< sentence of an exception
    };

    BackgroundThread();
    /// Waits for the end of the current chunk.
    ~BackgroundThread();

    [[nodiscard]] std::uint64_t nextTicket() { return ++m_lastTicket; }

    /// @return  ticket of the same client's waiting request, whose place this one took
    std::optional<std::uint64_t> post(Request request, BackgroundLane::Turn turn);

    /// Withdraws a client's waiting request and makes its running one give up.
    void cancel(const void* client);
    /// Cancels the requests of all clients of a lane.
    void cancelLane(const void* lane);

    void setShare(const void* lane, double share);
    /// Cancels what the lane has asked for, and forgets its share and its results.
    void leave(const void* lane);

    /// The requests of a lane that ended since its last call, in order.
    [[nodiscard]] std::vector<Finished> takeFinished(const void* lane);

private:
    class Pace;

    void work();
    bool rest(double cpuSeconds);
    void cancelIf(const std::function<bool(const void* lane, const void* client)>& isMeant);
    [[nodiscard]] double share() const ISTHMUS_REQUIRES(m_mutex);

    std::uint64_t m_lastTicket = 0; // the other thread's alone
    Mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Request> m_waiting ISTHMUS_GUARDED_BY(m_mutex);
    std::map<const void*, std::vector<Finished>> m_finished ISTHMUS_GUARDED_BY(m_mutex); // results by lane
    const void* m_running ISTHMUS_GUARDED_BY(m_mutex) = nullptr; // client of the request that runs
    const void* m_runningLane ISTHMUS_GUARDED_BY(m_mutex) = nullptr;
    bool m_givingUp ISTHMUS_GUARDED_BY(m_mutex) = false;
    bool m_stop ISTHMUS_GUARDED_BY(m_mutex) = false;
    std::map<const void*, double> m_shares ISTHMUS_GUARDED_BY(m_mutex); // shares by lane
    std::thread m_thread;
};

} // namespace isthmus
