// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/BackgroundThread.h"

#include "core/base/Fault.h"
#include "core/base/ThreadPool.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace isthmus {
namespace {

constexpr int kNiceness = 19;
constexpr double kLongestRest = 0.5; // seconds: a chunk that was far too long must not stop the lane for good

} // namespace

/// Measures the processor time of each chunk and rests in proportion.
class BackgroundThread::Pace final : public Breather
{
public:
    explicit Pace(BackgroundThread& thread)
        : m_thread(thread)
        , m_start(threadCpuSeconds())
    {
    }

    bool breathe() override
    {
        const double spent = threadCpuSeconds() - m_start;
        const bool goOn = m_thread.rest(spent);
        m_start = threadCpuSeconds();
        return goOn;
    }

private:
    BackgroundThread& m_thread;
    double m_start;
};

BackgroundThread::BackgroundThread()
    : m_thread([this] { work(); })
{
}

BackgroundThread::~BackgroundThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::optional<std::uint64_t> BackgroundThread::post(Request request, BackgroundLane::Turn turn)
{
    std::optional<std::uint64_t> replaced;
    {
        const std::lock_guard lock(m_mutex);
        const auto same = std::find_if(m_waiting.begin(), m_waiting.end(),
            [&](const Request& waiting) { return waiting.client == request.client; });
        if (same == m_waiting.end()) {
            m_waiting.insert(
                turn == BackgroundLane::Turn::Next ? m_waiting.begin() : m_waiting.end(), std::move(request));
        } else {
            replaced = same->ticket;
            std::swap(*same, request);
        }
    }
    m_wake.notify_all();
    return replaced;
}

void BackgroundThread::cancel(const void* client)
{
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_waiting, [&](const Request& waiting) { return !client || waiting.client == client; });
        m_givingUp = m_givingUp || (m_running && (!client || m_running == client));
    }
    m_wake.notify_all();
}

void BackgroundThread::setShare(double share)
{
    {
        const std::lock_guard lock(m_mutex);
        if (share == m_share)
            return;
        m_share = share;
    }
    m_wake.notify_all();
}

std::vector<BackgroundThread::Finished> BackgroundThread::takeFinished()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_finished, {});
}

bool BackgroundThread::rest(double cpuSeconds)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_stop || m_givingUp)
            return false;
        const std::chrono::duration<double> pause(std::min(kLongestRest, cpuSeconds * (1 / m_share - 1)));
        const auto end = start + std::chrono::duration_cast<Clock::duration>(pause);
        const double share = m_share;
        const bool changed = m_wake.wait_until(lock, end, [&] { return m_stop || m_givingUp || m_share != share; });
        if (!changed)
            return true;
    }
}

void BackgroundThread::work()
{
    setThreadNiceness(kNiceness);
    setThreadUnhurried();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
        if (m_stop)
            return;
        Request request = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_running = request.client;
        m_givingUp = false;
        lock.unlock();

        Finished finished{request.ticket, nullptr, {}};
        Pace pace(*this);
        try {
            finished.result = request.work(pace);
        } catch (const std::exception& exception) {
            finished.error = QString::fromStdString(sentenceOf(exception));
        }
        request.work = nullptr;

        lock.lock();
        m_finished.push_back(std::move(finished));
        lock.unlock();
        pace.breathe();
        lock.lock();
        m_running = nullptr;
    }
}

} // namespace isthmus
