// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

/// What a lock guards is declared to the compiler: clang finds whoever touches it without the lock (./dev lint), and
/// for others these words mean nothing. Constructors and destructors are not looked at.
/// Source: https://clang.llvm.org/docs/ThreadSafetyAnalysis.html; the idea of one header is leveldb's
#if defined(__clang__)
#define ISTHMUS_LOCKS(attribute) __attribute__((attribute))
#else
#define ISTHMUS_LOCKS(attribute)
#endif

/// A member that is read and written with this Mutex held alone.
#define ISTHMUS_GUARDED_BY(mutex) ISTHMUS_LOCKS(guarded_by(mutex))
/// A function, or a lambda behind its parameters, that is called with this Mutex held.
#define ISTHMUS_REQUIRES(mutex) ISTHMUS_LOCKS(requires_capability(mutex))

namespace isthmus {

/// A std::mutex that the compiler knows. Any thread may hold it, by a MutexLock.
class ISTHMUS_LOCKS(capability("mutex")) Mutex
{
    friend class MutexLock;
    std::mutex m_mutex;
};

/// Holds a Mutex from here to the end of the block, and while it waits for a condition lets others have it. One
/// thread's own.
class ISTHMUS_LOCKS(scoped_lockable) MutexLock
{
public:
    explicit MutexLock(Mutex& mutex) ISTHMUS_LOCKS(acquire_capability(mutex))
        : m_lock(mutex.m_mutex)
    {
    }
    ~MutexLock() ISTHMUS_LOCKS(release_capability()) = default;
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

    /// The Mutex may be released for a while: unlock(), then lock().
    void lock() ISTHMUS_LOCKS(acquire_capability()) { m_lock.lock(); }
    void unlock() ISTHMUS_LOCKS(release_capability()) { m_lock.unlock(); }

    /// Waits until the condition holds; it is asked with the Mutex held, now and whenever someone notifies.
    template <typename Condition>
    void wait(std::condition_variable& news, Condition condition)
    {
        news.wait(m_lock, std::move(condition));
    }

    /// Waits as wait() does, but not longer than this.
    /// @return whether the condition holds
    template <typename Rep, typename Period, typename Condition>
    [[nodiscard]] bool waitFor(
        std::condition_variable& news, const std::chrono::duration<Rep, Period>& longest, Condition condition)
    {
        return news.wait_for(m_lock, longest, std::move(condition));
    }

    /// Waits as wait() does, but not beyond this moment.
    /// @return whether the condition holds
    template <typename Clock, typename Duration, typename Condition>
    [[nodiscard]] bool waitUntil(
        std::condition_variable& news, const std::chrono::time_point<Clock, Duration>& end, Condition condition)
    {
        return news.wait_until(m_lock, end, std::move(condition));
    }

private:
    std::unique_lock<std::mutex> m_lock;
};

} // namespace isthmus
