// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Trainer.h"

#include "core/base/Error.h"
#include "core/base/Fault.h"
#include "core/train/endingWords.h"
#include "core/train/knobChanges.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace isthmus {

void Trainer::train()
{
    if (m_niceness > threadNiceness()) // a program that was started with nice stays as patient as it was
        setThreadNiceness(m_niceness);
    while (serve()) { }
}

void Trainer::makePool()
{
    const int threads = this->threads();
    if (m_pool && m_pool->threads() == threads)
        return;
    auto pool = std::make_unique<ThreadPool>(threads, m_niceness);
    const MutexLock lock(m_mutex);
    m_pool.swap(pool);
    if (m_stop)
        m_pool->abandon();
}

bool Trainer::serve()
{
    try {
        m_run.prepare();
        if (!takeOrders())
            return false;
        makePool();
        if (m_run.steps() < m_goalStep)
            trainOneStep();
    } catch (const std::exception& error) {
        if (!m_run.isPrepared())
            return failAndWait(sentenceOf(error));
        m_goalStep = m_run.steps();
        setState(TrainerState::Failed, sentenceOf(error));
    }
    return true;
}

bool Trainer::failAndWait(const std::string& message)
{
    MutexLock lock(m_mutex);
    showState(TrainerState::Failed, message);
    m_goal.reset();
    std::erase_if(m_stateOrders, [](const StateOrder& order) { return !std::holds_alternative<Knobs>(order); });
    m_knobs = m_stateOrders.empty() ? m_run.knobs() : std::get<Knobs>(m_stateOrders.back());
    while (!m_stop && !m_goal) { // requests are refused: there is nothing to show or to keep
        m_wantsSnapshot = m_wantsCheckpoint = false;
        m_idle.notify_all();
        lock.wait(m_called,
            [this]() ISTHMUS_REQUIRES(m_mutex) { return m_stop || m_goal || m_wantsSnapshot || m_wantsCheckpoint; });
    }
    return !m_stop;
}

void Trainer::trainOneStep()
{
    m_log.reserveNext();
    const std::optional<StepRecord> record = m_run.step(*m_pool);
    if (!record || (m_run.steps() >= m_goalStep && !m_run.goBackUnlessGood(*m_pool)))
        return diverge();
    m_log.append(*record);
    m_throughput.add(std::ssize(m_run.lastSamples()));
    updateStatus();
    if (m_run.atEpochEnd())
        evaluateAtEpochEnd();
    if (m_run.isStoppedEarly())
        return m_run.goBackUnlessGood(*m_pool) ? stopEarly() : diverge();
    if (m_run.steps() >= m_goalStep)
        setState(m_finishes ? TrainerState::Finished : TrainerState::Paused);
}

void Trainer::stopEarly()
{
    m_goalStep = m_run.steps();
    setState(TrainerState::StoppedEarly, earlySentence(m_run.best()));
}

bool Trainer::showsBest() const
{
    return m_run.isStoppedEarly() && m_run.best().parameters != nullptr;
}

std::int64_t Trainer::shownStep() const
{
    return showsBest() ? m_run.best().record.step : m_run.steps();
}

void Trainer::diverge()
{
    m_goalStep = m_run.steps();
    m_throughput.goBack(m_run.lastRecord().seconds);
    const std::vector<KnobChange> logged = m_log.knobChangesFrom(0);
    m_log.rewind(m_run.steps());
    for (const KnobChange& change : m_run.keepKnobs())
        m_log.append(change);
    std::vector<KnobChange> changed = suspectsAmong(m_run, logged);
    std::string sentence = divergedSentence(m_run, changed);
    setState(TrainerState::Diverged, std::move(sentence), std::move(changed));
}

bool Trainer::takeOrders()
{
    MutexLock lock(m_mutex);
    for (;;) {
        if (m_stop)
            return false;
        if (!m_stateOrders.empty()) {
            const StateOrder order = std::move(m_stateOrders.front());
            m_stateOrders.pop_front();
            if (const auto* knobs = std::get_if<Knobs>(&order)) {
                takeKnobs(*knobs);
            } else if (const auto* state = std::get_if<std::shared_ptr<const RunState>>(&order)) {
                takeState(**state);
            } else {
                lock.unlock(); // of a large model this takes seconds; the goal of the reset still waits
                m_run.reset();
                lock.lock();
                forgetTraining();
            }
            continue;
        }
        if (m_goal)
            takeGoal();
        const bool requested = m_wantsSnapshot || m_wantsCheckpoint;
        if (requested) {
            lock.unlock();
            answerRequests();
            lock.lock();
            continue;
        }
        if (m_run.steps() < m_goalStep)
            return true;
        m_idle.notify_all();
        lock.wait(m_called, [this]() ISTHMUS_REQUIRES(m_mutex) { return m_stop || hasOrders(); });
    }
}

void Trainer::forgetTraining()
{
    m_log.clear();
    m_goalStep = 0;
    m_throughput.begin(0);
    m_status = {};
}

void Trainer::takeKnobs(const Knobs& knobs)
{
    for (const KnobChange& change : m_run.setKnobs(knobs))
        m_log.append(change);
    forgetStop();
}

void Trainer::takeState(const RunState& state)
{
    const std::vector<StepRecord> first = m_log.stepsFrom(0, 1);
    std::vector<KnobChange> changes = changesUpTo(state.step, state.knobs, m_log.knobChangesFrom(0), m_run.knobs());
    m_run.goTo(state, first.empty() ? std::nullopt : std::optional<double>(first.front().loss));
    m_log.rewind(state.step, std::move(changes));
    m_goalStep = m_run.steps();
    m_throughput.begin(m_run.lastRecord().seconds);
    m_status = {.step = m_run.steps(), .epoch = m_run.epoch(), .shownStep = shownStep()};
}

void Trainer::takeGoal()
{
    m_goalStep = stepOf(*m_goal); // before its kind takes the place of the last one's
    m_goalKind = m_goal->kind;
    m_finishes = m_goalKind == Goal::Kind::Epochs;
    m_goal.reset();
    const bool nothing = m_goalKind == Goal::Kind::Nothing;
    if (nothing && isTrouble(m_status.state))
        return;
    if (!nothing && !m_finishes && m_run.isStoppedEarly())
        m_run.renewPatience();
    if (m_run.isStoppedEarly()) {
        m_goalStep = m_run.steps();
        showState(TrainerState::StoppedEarly, earlySentence(m_run.best()));
        return;
    }
    const bool training = m_run.steps() < m_goalStep;
    showState(training ? TrainerState::Running : m_finishes ? TrainerState::Finished : TrainerState::Paused);
}

void Trainer::forgetStop()
{
    m_status.shownStep = shownStep();
    if (m_status.state != TrainerState::StoppedEarly || m_run.isStoppedEarly())
        return;
    showState(TrainerState::Paused);
}

bool Trainer::leavesState() const
{
    return std::any_of(m_stateOrders.begin(), m_stateOrders.end(),
        [](const StateOrder& order) { return !std::holds_alternative<Knobs>(order); });
}

bool Trainer::hasOrders() const
{
    return !m_stateOrders.empty() || m_goal || m_wantsSnapshot || m_wantsCheckpoint;
}

void Trainer::answerRequests()
{
    try {
        answerSnapshot();
        answerCheckpoint();
    } catch (...) { // who waits learns of it from the state; asked again, it may work
        const MutexLock lock(m_mutex);
        m_wantsSnapshot = false;
        m_wantsCheckpoint = false;
        throw;
    }
}

void Trainer::answerCheckpoint()
{
    bool hasFailed = false;
    {
        const MutexLock lock(m_mutex);
        if (!m_wantsCheckpoint || !m_stateOrders.empty()) // orders that came before the request belong into it
            return;
        m_wantsNewerCheckpoint = false;
        hasFailed = m_status.state == TrainerState::Failed;
    }
    if (m_pool && !(hasFailed ? m_run.goBackUnlessFinite() : m_run.goBackUnlessGood(*m_pool)))
        diverge();
    auto state = std::make_shared<Checkpoint>(m_run.checkpoint());
    state->steps = m_log.steps();
    state->evaluations = m_log.evaluationsFrom(0);
    state->knobChanges = m_log.knobChangesFrom(0);
    state->logRevision = m_log.revision();
    {
        const MutexLock lock(m_mutex);
        m_makesCheckpointAnew = m_wantsNewerCheckpoint && !m_makesCheckpointAnew;
        if (m_makesCheckpointAnew) // once, or whoever asks all the time would never get one
            return;
        m_checkpoint = std::move(state);
        m_wantsCheckpoint = false;
    }
    if (m_wake)
        m_wake();
}

void Trainer::answerSnapshot()
{
    {
        const MutexLock lock(m_mutex);
        if (!m_wantsSnapshot)
            return;
    }
    auto moment = std::make_shared<Snapshot>();
    moment->record = showsBest() ? m_run.best().record : m_run.lastRecord();
    moment->frozen = m_run.trainable().frozen(showsBest() ? *m_run.best().parameters : m_run.parameters());
    {
        const MutexLock lock(m_mutex);
        m_snapshot = std::move(moment);
        m_wantsSnapshot = false;
    }
    if (m_wake)
        m_wake();
}

void Trainer::evaluateAtEpochEnd()
{
    answerSnapshot(); // a checkpoint waits: one that is taken here would lack the evaluation
    const auto isStopped = [this] {
        const MutexLock lock(m_mutex);
        return m_stop;
    };
    if (const auto record = m_run.evaluateHeldOut(isStopped, *m_pool)) {
        m_log.append(*record);
        m_run.watch(*record);
    }
}

void Trainer::showState(TrainerState state, std::string message, std::vector<KnobChange> suspects)
{
    m_status.state = state;
    m_status.message = std::move(message);
    m_status.suspects = std::move(suspects);
}

void Trainer::setState(TrainerState state, std::string message, std::vector<KnobChange> suspects)
{
    updateStatus();
    {
        const MutexLock lock(m_mutex);
        if (isTrouble(state) && !leavesState())
            m_goal.reset(); // it was given for the run as it was
        if (isTrouble(state) || !m_goal) // an order that waits has said already what comes next
            showState(state, std::move(message), std::move(suspects));
    }
    if (m_wake)
        m_wake();
}

void Trainer::updateStatus()
{
    const double rate = m_throughput.at(m_run.lastRecord().seconds);
    const MutexLock lock(m_mutex);
    m_status.step = m_run.steps();
    m_status.epoch = m_run.epoch();
    m_status.shownStep = shownStep();
    m_status.samplesPerSecond = rate;
}

std::int64_t Trainer::stepOf(const Goal& goal) const
{
    const std::int64_t step = m_run.steps();
    const std::int64_t perEpoch = m_run.stepsPerEpoch();
    switch (goal.kind) {
    case Goal::Kind::Nothing:
        return step;
    case Goal::Kind::Batches: // a second press adds to the first
        return (m_goalKind == Goal::Kind::Batches ? std::max(step, m_goalStep) : step) + goal.count;
    case Goal::Kind::EpochEnd:
        return (step / perEpoch + 1) * perEpoch;
    case Goal::Kind::Epochs:
        return goal.count * perEpoch;
    case Goal::Kind::Forever:
        break;
    }
    return std::numeric_limits<std::int64_t>::max();
}

} // namespace isthmus
