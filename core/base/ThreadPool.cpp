// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ThreadPool.h"

#include <algorithm>
#include <utility>

#include <ctime>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace isthmus {

namespace {

/// Looks at an atomic this often before it sleeps: some ten microseconds, longer than the gap between two passes. A
/// core that span on would not take over the thread that the window has just pushed off its own.
constexpr int kSpins = 1000;

/// Next tile of a job that is being replaced: beyond every tile.
constexpr std::uint64_t kClosed = 0xFFFFFFFF;

inline void relax()
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

template <typename Condition>
bool spinUntil(const Condition& condition)
{
    for (int spin = 0; spin < kSpins; ++spin) {
        if (condition())
            return true;
        relax();
    }
    return false;
}

} // namespace

ThreadPool::ThreadPool(int threads, int niceness)
{
    const int workers = std::max(threads, 1) - 1;
    m_workers.reserve(static_cast<std::size_t>(workers));
    try {
        for (int i = 0; i < workers; ++i) {
            m_workers.emplace_back([this, niceness] {
                if (niceness > threadNiceness())
                    setThreadNiceness(niceness);
                work();
            });
        }
    } catch (...) { // the machine gives no more threads, and no destructor will end those that it gave
        {
            const MutexLock lock(m_mutex);
            m_stop = true;
        }
        m_wake.notify_all();
        for (std::thread& worker : m_workers)
            worker.join();
        throw;
    }
}

ThreadPool::~ThreadPool()
{
    {
        const MutexLock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread& worker : m_workers)
        worker.join();
}

void ThreadPool::dispatch(Index tiles, const void* object, Call call)
{
    const std::uint64_t job = m_claim.load(std::memory_order_relaxed) >> 32;
    m_claim.store((job << 32) | kClosed, std::memory_order_relaxed);
    m_object.store(object, std::memory_order_release);
    m_call.store(call, std::memory_order_release);
    m_tiles.store(static_cast<std::uint32_t>(tiles), std::memory_order_release);
    m_open.store(static_cast<std::uint32_t>(tiles), std::memory_order_relaxed);
    {
        const MutexLock lock(m_mutex);
        m_claim.store((job + 1) << 32, std::memory_order_release);
    }
    m_wake.notify_all();
    takeTiles();
    const auto ended = [this] { return m_open.load(std::memory_order_acquire) == 0; };
    const bool hasEnded = spinUntil(ended);
    MutexLock lock(m_mutex);
    if (!hasEnded)
        lock.wait(m_done, ended);
    if (m_error)
        std::rethrow_exception(std::exchange(m_error, nullptr));
}

void ThreadPool::work()
{
    while (!m_stop) {
        const std::uint64_t seen = m_claim.load(std::memory_order_acquire) >> 32;
        takeTiles();
        const auto called = [this, seen] {
            return m_claim.load(std::memory_order_acquire) >> 32 != seen || m_stop.load();
        };
        if (!spinUntil(called)) {
            MutexLock lock(m_mutex);
            lock.wait(m_wake, called);
        }
    }
}

void ThreadPool::takeTiles()
{
    std::uint64_t claim = m_claim.load(std::memory_order_acquire);
    for (;;) {
        const void* object = m_object.load(std::memory_order_acquire);
        const Call call = m_call.load(std::memory_order_acquire);
        const auto tile = static_cast<std::uint32_t>(claim);
        if (tile >= m_tiles.load(std::memory_order_acquire))
            return;
        if (!m_claim.compare_exchange_weak(claim, claim + 1, std::memory_order_acq_rel))
            continue;
        try {
            if (!isAbandoned())
                call(object, tile);
        } catch (...) {
            const MutexLock lock(m_mutex);
            if (!m_error)
                m_error = std::current_exception();
        }
        if (m_open.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            const MutexLock lock(m_mutex);
            m_done.notify_one();
        }
        claim = m_claim.load(std::memory_order_acquire);
    }
}

int threadsOrAll(int asked)
{
    return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int usefulThreads(int asked)
{
    return std::min(threadsOrAll(asked), threadsOrAll(0));
}

void setThreadNiceness(int niceness)
{
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), niceness);
}

void setThreadUnhurried()
{
    const sched_param parameters{};
    sched_setscheduler(0, SCHED_BATCH, &parameters);
}

int threadNiceness()
{
    return getpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)));
}

double threadCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

} // namespace isthmus
