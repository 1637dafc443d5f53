// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Trainer.h"

#include "core/train/endingWords.h"

#include <utility>

namespace isthmus {

Trainer::Trainer(const RunSpec& run, int threads, int niceness, std::function<void()> wake)
    : Trainer(run, nullptr, threads, niceness, std::move(wake))
{
}

Trainer::Trainer(const RunSpec& run, const Checkpoint& from, int threads, int niceness, std::function<void()> wake)
    : Trainer(run, &from, threads, niceness, std::move(wake))
{
}

Trainer::Trainer(const RunSpec& run, const Checkpoint* from, int threads, int niceness, std::function<void()> wake)
    : m_run(run, Start::Unprepared)
    , m_model(m_run.model())
    , m_niceness(niceness)
    , m_wake(std::move(wake))
    , m_threads(threadsOrAll(threads))
{
    if (from != nullptr) {
        m_run.restore(*from);
        m_log.append(from->steps, from->evaluations, from->knobChanges);
    }
    m_knobs = m_run.knobs();
    m_goalStep = m_run.steps();
    m_throughput.begin(m_run.lastRecord().seconds);
    updateStatus();
    if (m_run.isStoppedEarly())
        showState(TrainerState::StoppedEarly, earlySentence(m_run.best()));
    m_thread = std::thread([this] { train(); });
}

Trainer::~Trainer()
{
    {
        const MutexLock lock(m_mutex);
        m_stop = true;
        if (m_pool)
            m_pool->abandon(); // nobody will see what the step brings
    }
    m_called.notify_all();
    m_thread.join();
}

const std::string& Trainer::obstacle() const
{
    static const std::string none;
    return none;
}

const std::shared_ptr<const Checkpoint>& Trainer::saved() const
{
    static const std::shared_ptr<const Checkpoint> none;
    return none;
}

void Trainer::showGoal()
{
    const bool nothing = m_goal->kind == Goal::Kind::Nothing;
    if (nothing && (isTrouble(m_status.state) || m_status.state == TrainerState::StoppedEarly))
        return; // a pause does not hide it
    showState(nothing ? TrainerState::Paused : TrainerState::Running);
}

void Trainer::order(Goal goal)
{
    {
        const MutexLock lock(m_mutex);
        const bool addsUp = m_goal && m_goal->kind == Goal::Kind::Batches && goal.kind == Goal::Kind::Batches;
        const int waiting = addsUp ? m_goal->count : 0;
        m_goal = {goal.kind, goal.count + waiting};
        showGoal();
    }
    m_called.notify_all();
}

void Trainer::reset()
{
    {
        const MutexLock lock(m_mutex);
        m_stateOrders.emplace_back(Reset{});
        m_goal = Goal{};
        showState(TrainerState::Paused);
    }
    m_called.notify_all();
}

void Trainer::goTo(std::shared_ptr<const RunState> state)
{
    {
        const MutexLock lock(m_mutex);
        m_knobs = state->knobs;
        m_stateOrders.emplace_back(std::move(state));
        m_goal = Goal{};
        showState(TrainerState::Paused);
    }
    m_called.notify_all();
}

void Trainer::setThreads(int threads)
{
    const MutexLock lock(m_mutex);
    m_threads = threadsOrAll(threads);
}

int Trainer::threads() const
{
    const MutexLock lock(m_mutex);
    return m_threads;
}

void Trainer::setKnobs(const Knobs& knobs)
{
    {
        const MutexLock lock(m_mutex);
        m_knobs = knobs;
        if (!m_stateOrders.empty() && std::holds_alternative<Knobs>(m_stateOrders.back()))
            m_stateOrders.pop_back(); // of knobs that nothing was trained with
        m_stateOrders.emplace_back(knobs);
    }
    m_called.notify_all();
}

Knobs Trainer::knobs() const
{
    const MutexLock lock(m_mutex);
    return m_knobs;
}

TrainerStatus Trainer::status() const
{
    const MutexLock lock(m_mutex);
    return m_status;
}

void Trainer::requestSnapshot()
{
    {
        const MutexLock lock(m_mutex);
        if (m_snapshot)
            return;
        m_wantsSnapshot = true;
    }
    m_called.notify_all();
}

std::shared_ptr<const Snapshot> Trainer::takeSnapshot()
{
    const MutexLock lock(m_mutex);
    return std::exchange(m_snapshot, nullptr);
}

void Trainer::requestCheckpoint()
{
    {
        const MutexLock lock(m_mutex);
        if (m_checkpoint)
            return;
        m_wantsCheckpoint = true;
        m_wantsNewerCheckpoint = true;
    }
    m_called.notify_all();
}

std::shared_ptr<const Checkpoint> Trainer::takeCheckpoint()
{
    const MutexLock lock(m_mutex);
    return std::exchange(m_checkpoint, nullptr);
}

bool Trainer::isCheckpointDue() const
{
    const MutexLock lock(m_mutex);
    return m_wantsCheckpoint || m_checkpoint;
}

void Trainer::waitUntilIdle()
{
    MutexLock lock(m_mutex);
    lock.wait(
        m_idle, [this]() ISTHMUS_REQUIRES(m_mutex) { return !hasOrders() && m_status.state != TrainerState::Running; });
}

} // namespace isthmus
