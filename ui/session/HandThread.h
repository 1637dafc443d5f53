// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/train/Snapshot.h"
#include "ui/session/Decoding.h"

#include <QString>

#include <condition_variable>
#include <map>
#include <memory>
#include <optional>
#include <thread>

namespace isthmus {

/// The thread of slow decodes, one for the hands of all runs. Each hand has one place: a newer request replaces the one
/// that waits there, and those of several hands take turns. It starts when it is first needed. All members may be
/// called from one other thread.
class HandThread
{
public:
    explicit HandThread(Decode decode = {});
    /// Waits for the decode at work.
    ~HandThread();

    /// @param hand  hand that asks
    void post(const void* hand, DecodeRequest request);

    /// The result of this hand's last request, once.
    [[nodiscard]] std::optional<Decoded> take(const void* hand);

    /// Does a request of this hand wait, or is it at work, or its result to be taken?
    [[nodiscard]] bool isBusy(const void* hand) const;

    /// Withdraws the request that this hand waits for, and drops the result of the one that is decoded.
    void silence(const void* hand);

private:
    struct Place
    {
        std::optional<DecodeRequest> waiting;
        std::optional<Decoded> result;
    };

    void work();
    /// The hand whose turn it is; null: none waits.
    [[nodiscard]] const void* nextHand() const ISTHMUS_REQUIRES(m_mutex);

    Decoder m_decode; // the thread's alone
    mutable Mutex m_mutex;
    std::condition_variable m_wake;
    std::map<const void*, Place> m_places ISTHMUS_GUARDED_BY(m_mutex);
    const void* m_working ISTHMUS_GUARDED_BY(m_mutex) = nullptr; // the hand whose request is at work
    const void* m_last ISTHMUS_GUARDED_BY(m_mutex) = nullptr; // hand that had the last turn
    bool m_silenced ISTHMUS_GUARDED_BY(m_mutex) = false;
    bool m_stop ISTHMUS_GUARDED_BY(m_mutex) = false;
    std::thread m_thread;
};

} // namespace isthmus
