// SPDX-License-Identifier: GPL-3.0-or-later
// What other threads call: orders, requests, and what comes back.
#include "core/train/TrainerLoop.h"

#include <utility>

namespace isthmus {

void Trainer::Loop::showGoal()
{
    const bool nothing = m_goal->kind == Goal::Kind::Nothing;
    if (nothing && (isTrouble(m_status.state) || m_status.state == TrainerState::StoppedEarly))
        return; // a pause does not hide it
    showState(nothing ? TrainerState::Paused : TrainerState::Running);
}

void Trainer::Loop::order(Goal goal)
{
    {
        const std::lock_guard lock(m_mutex);
        const bool addsUp = m_goal && m_goal->kind == Goal::Kind::Batches && goal.kind == Goal::Kind::Batches;
        const int waiting = addsUp ? m_goal->count : 0;
        m_goal = {goal.kind, goal.count + waiting};
        showGoal();
    }
    m_called.notify_all();
}

void Trainer::Loop::orderReset()
{
    {
        const std::lock_guard lock(m_mutex);
        m_reset = true;
        m_goal = Goal{};
        showState(TrainerState::Paused);
    }
    m_called.notify_all();
}

void Trainer::Loop::setKnobs(const Knobs& knobs)
{
    {
        const std::lock_guard lock(m_mutex);
        m_knobs = knobs;
        m_newKnobs = knobs;
    }
    m_called.notify_all();
}

Knobs Trainer::Loop::knobs() const
{
    const std::lock_guard lock(m_mutex);
    return m_knobs;
}

TrainerStatus Trainer::Loop::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Trainer::Loop::requestSnapshot()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_snapshot)
            return;
        m_wantsSnapshot = true;
    }
    m_called.notify_all();
}

std::shared_ptr<const Snapshot> Trainer::Loop::takeSnapshot()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_snapshot, nullptr);
}

void Trainer::Loop::requestCheckpoint()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_checkpoint)
            return;
        m_wantsCheckpoint = true;
        m_wantsNewerCheckpoint = true;
    }
    m_called.notify_all();
}

std::shared_ptr<const Checkpoint> Trainer::Loop::takeCheckpoint()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_checkpoint, nullptr);
}

bool Trainer::Loop::isCheckpointDue()
{
    const std::lock_guard lock(m_mutex);
    return m_wantsCheckpoint || m_checkpoint;
}

void Trainer::Loop::waitUntilIdle()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return !hasOrders() && m_status.state != TrainerState::Running; });
}

} // namespace isthmus
