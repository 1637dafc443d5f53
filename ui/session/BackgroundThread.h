// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/BackgroundLane.h"

#include <QString>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace isthmus {

/// The thread behind the background lane: works on one request after the other at niceness 19, and rests after each
/// chunk as long as its share of a processor asks for. All members may be called from one other thread.
class BackgroundThread
{
public:
    struct Request
    {
        std::uint64_t ticket = 0;
        const void* client = nullptr; ///< has one place in the queue
        BackgroundLane::Work work;
    };

    struct Finished
    {
        std::uint64_t ticket = 0;
        BackgroundLane::Result result; ///< null: gave up
        QString error; ///< what an exception said
    };

    BackgroundThread();
    /// Waits for the end of the current chunk.
    ~BackgroundThread();

    /// @return  ticket of the same client's waiting request, whose place this one took
    std::optional<std::uint64_t> post(Request request, BackgroundLane::Turn turn);

    /// Withdraws a client's waiting request and makes its running one give up; null: all clients'.
    void cancel(const void* client);

    void setShare(double share);

    /// What ended since the last call, in order.
    [[nodiscard]] std::vector<Finished> takeFinished();

private:
    class Pace;

    void work();
    bool rest(double cpuSeconds);

    std::mutex m_mutex; // guards all below
    std::condition_variable m_wake;
    std::deque<Request> m_waiting;
    std::vector<Finished> m_finished;
    const void* m_running = nullptr; // its client
    bool m_givingUp = false;
    bool m_stop = false;
    double m_share = 1;
    std::thread m_thread;
};

} // namespace isthmus
