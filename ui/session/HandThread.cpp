// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/HandThread.h"

#include <algorithm>
#include <utility>

namespace isthmus {

HandThread::HandThread(Decode decode)
    : m_decode(std::move(decode))
{
}

HandThread::~HandThread()
{
    {
        const MutexLock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void HandThread::post(const void* hand, DecodeRequest request)
{
    {
        const MutexLock lock(m_mutex);
        m_places[hand].waiting = std::move(request);
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { work(); });
    m_wake.notify_one();
}

std::optional<Decoded> HandThread::take(const void* hand)
{
    const MutexLock lock(m_mutex);
    const auto place = m_places.find(hand);
    return place == m_places.end() ? std::nullopt : std::exchange(place->second.result, std::nullopt);
}

bool HandThread::isBusy(const void* hand) const
{
    const MutexLock lock(m_mutex);
    const auto place = m_places.find(hand);
    return m_working == hand || (place != m_places.end() && (place->second.waiting || place->second.result));
}

void HandThread::silence(const void* hand)
{
    const MutexLock lock(m_mutex);
    m_places.erase(hand);
    m_silenced = m_silenced || m_working == hand;
}

const void* HandThread::nextHand() const
{
    const auto waits = [](const auto& entry) { return entry.second.waiting.has_value(); };
    auto next = std::find_if(m_places.upper_bound(m_last), m_places.end(), waits);
    if (next == m_places.end())
        next = std::find_if(m_places.begin(), m_places.end(), waits);
    return next == m_places.end() ? nullptr : next->first;
}

void HandThread::work()
{
    MutexLock lock(m_mutex);
    for (;;) {
        lock.wait(m_wake, [this]() ISTHMUS_REQUIRES(m_mutex) { return m_stop || nextHand(); });
        if (m_stop)
            return;
        m_last = m_working = nextHand();
        const DecodeRequest request = *std::exchange(m_places[m_working].waiting, std::nullopt);
        lock.unlock();
        Decoded decoded = m_decode(request);
        lock.lock();
        if (!std::exchange(m_silenced, false))
            m_places[m_working].result = std::move(decoded);
        m_working = nullptr;
    }
}

} // namespace isthmus
