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
        const MutexLock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::optional<std::uint64_t> BackgroundThread::post(Request request, BackgroundLane::Turn turn)
{
    std::optional<std::uint64_t> replaced;
    {
        const MutexLock lock(m_mutex);
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
    cancelIf([client](const void* /*lane*/, const void* ofClient) { return ofClient == client; });
}

void BackgroundThread::cancelLane(const void* lane)
{
    cancelIf([lane](const void* ofLane, const void* /*client*/) { return ofLane == lane; });
}

void BackgroundThread::cancelIf(const std::function<bool(const void* lane, const void* client)>& isMeant)
{
    {
        const MutexLock lock(m_mutex);
        std::erase_if(m_waiting, [&](const Request& waiting) { return isMeant(waiting.lane, waiting.client); });
        m_givingUp = m_givingUp || (m_running && isMeant(m_runningLane, m_running));
    }
    m_wake.notify_all();
}

void BackgroundThread::setShare(const void* lane, double share)
{
    {
        const MutexLock lock(m_mutex);
        m_shares[lane] = share;
    }
    m_wake.notify_all();
}

void BackgroundThread::leave(const void* lane)
{
    cancelLane(lane);
    const MutexLock lock(m_mutex);
    m_shares.erase(lane);
    m_finished.erase(lane);
}

double BackgroundThread::share() const
{
    double least = 1;
    for (const auto& [lane, share] : m_shares)
        least = std::min(least, share);
    return least;
}

std::vector<BackgroundThread::Finished> BackgroundThread::takeFinished(const void* lane)
{
    const MutexLock lock(m_mutex);
    const auto found = m_finished.find(lane);
    return found == m_finished.end() ? std::vector<Finished>() : std::exchange(found->second, {});
}

bool BackgroundThread::rest(double cpuSeconds)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    MutexLock lock(m_mutex);
    for (;;) {
        if (m_stop || m_givingUp)
            return false;
        const double now = share();
        const std::chrono::duration<double> pause(std::min(kLongestRest, cpuSeconds * (1 / now - 1)));
        const auto end = start + std::chrono::duration_cast<Clock::duration>(pause);
        const bool changed = lock.waitUntil(
            m_wake, end, [&]() ISTHMUS_REQUIRES(m_mutex) { return m_stop || m_givingUp || share() != now; });
        if (!changed)
            return true;
    }
}

void BackgroundThread::work()
{
    setThreadNiceness(kNiceness);
    setThreadUnhurried();
    MutexLock lock(m_mutex);
    for (;;) {
        lock.wait(m_wake, [this]() ISTHMUS_REQUIRES(m_mutex) { return m_stop || !m_waiting.empty(); });
        if (m_stop)
            return;
        Request request = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_running = request.client;
        m_runningLane = request.lane;
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
        if (m_shares.contains(request.lane)) // or it has left
            m_finished[request.lane].push_back(std::move(finished));
        lock.unlock();
        pace.breathe();
        lock.lock();
        m_running = nullptr;
    }
}

} // namespace isthmus
