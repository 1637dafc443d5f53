// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/base/Shape.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <thread>
#include <vector>

namespace isthmus {

/// Runs the tiles of one pass on several threads and returns when all are done. How work is cut into tiles depends on
/// shapes alone and each number is written by one tile, so results do not depend on the number of threads.
/// One thread at a time may call run(); it works on tiles itself. A pool of one thread owns none and only loops.
class ThreadPool
{
public:
    /// @param threads   how many threads work on a pass, the caller's among them; at least 1
    /// @param niceness  priority of the pool's own threads (setpriority, per thread), 0 to 19
    explicit ThreadPool(int threads = 1, int niceness = 0);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    [[nodiscard]] int threads() const { return static_cast<int>(m_workers.size()) + 1; }

    /// Calls work(tile) once for each tile in [0, tiles), on any thread, in any order. Does not allocate.
    /// @throws  what a tile threw first, after all tiles have ended
    template <typename Work>
    void run(Index tiles, const Work& work)
    {
        if (m_workers.empty() || tiles <= 1) {
            for (Index tile = 0; tile < tiles && !isAbandoned(); ++tile)
                work(tile);
            return;
        }
        dispatch(tiles, &work, [](const void* object, Index tile) { (*static_cast<const Work*>(object))(tile); });
    }

    /// Lets the pass that runs, and every one after it, end early: tiles that have not begun are left out, so results
    /// are worth nothing from now on. For work that is thrown away. Any thread may call it.
    void abandon() { m_abandoned.store(true, std::memory_order_relaxed); }

private:
    [[nodiscard]] bool isAbandoned() const { return m_abandoned.load(std::memory_order_relaxed); }

    using Call = void (*)(const void*, Index);

    void dispatch(Index tiles, const void* object, Call call);
    void work();
    void takeTiles();

    // The job: written while no tile is open and m_claim is closed, read before a tile is claimed. A claim is a
    // compare-and-swap of m_claim, so neither can a thread that read an older job claim a tile of a newer one, nor one
    // that read a part of the newer job go on with the older claim; and no caller waits for a thread that sleeps while
    // there is no tile left for it.
    std::atomic<const void*> m_object{nullptr};
    std::atomic<Call> m_call{nullptr};
    std::atomic<std::uint32_t> m_tiles{0};
    std::atomic<std::uint64_t> m_claim{0}; // upper half: number of the job; lower half: next tile
    std::atomic<std::uint32_t> m_open{0}; // tiles that have not ended
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_abandoned{false};

    Mutex m_mutex; // guards the two conditions, too
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::exception_ptr m_error ISTHMUS_GUARDED_BY(m_mutex);

    std::vector<std::thread> m_workers;
};

/// The number of threads that was asked for; 0: one for each processor.
int threadsOrAll(int asked);

/// The number of threads that are of use where `asked` (0: all) were asked for: no more than there are processors,
/// since tiles that wait for each other's threads to get a turn are slower than fewer threads, and results are the
/// same.
int usefulThreads(int asked);

/// Gives the calling thread the niceness (0 to 19; higher is more patient). Linux gives each thread one of its own.
void setThreadNiceness(int niceness);

/// Tells the scheduler that the calling thread is in no hurry: waking up, it pushes no other thread off its processor.
void setThreadUnhurried();

/// Niceness of the calling thread.
int threadNiceness();

/// Seconds of processor time that the calling thread has used.
double threadCpuSeconds();

} // namespace isthmus
