// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Trainer.h"

#include "core/train/TrainerLoop.h"

namespace isthmus {

Trainer::Trainer(const RunSpec& run, int threads, int niceness, std::function<void()> wake)
    : m_loop(std::make_unique<Loop>(run, nullptr, threads, niceness, std::move(wake)))
{
}

Trainer::Trainer(const RunSpec& run, const Checkpoint& from, int threads, int niceness, std::function<void()> wake)
    : m_loop(std::make_unique<Loop>(run, &from, threads, niceness, std::move(wake)))
{
}

Trainer::~Trainer() = default;

void Trainer::play()
{
    m_loop->order({Loop::Goal::Kind::Forever, 0});
}

void Trainer::pause()
{
    m_loop->order({Loop::Goal::Kind::Nothing, 0});
}

void Trainer::stepBatches(int count)
{
    m_loop->order({Loop::Goal::Kind::Batches, count});
}

void Trainer::stepEpoch()
{
    m_loop->order({Loop::Goal::Kind::EpochEnd, 0});
}

void Trainer::trainUntilEpoch(int epochs)
{
    m_loop->order({Loop::Goal::Kind::Epochs, epochs});
}

void Trainer::reset()
{
    m_loop->orderReset();
}

void Trainer::setKnobs(const Knobs& knobs)
{
    m_loop->setKnobs(knobs);
}

Knobs Trainer::knobs() const
{
    return m_loop->knobs();
}

TrainerStatus Trainer::status() const
{
    return m_loop->status();
}

const MetricLog& Trainer::log() const
{
    return m_loop->log();
}

const std::shared_ptr<const Autoencoder>& Trainer::model() const
{
    return m_loop->model();
}

const Split& Trainer::split() const
{
    return m_loop->split();
}

const std::shared_ptr<const ReadySplit>& Trainer::readySplit() const
{
    return m_loop->readySplit();
}

int Trainer::threads() const
{
    return m_loop->threads();
}

void Trainer::requestSnapshot()
{
    m_loop->requestSnapshot();
}

std::shared_ptr<const Snapshot> Trainer::takeSnapshot()
{
    return m_loop->takeSnapshot();
}

void Trainer::requestCheckpoint()
{
    m_loop->requestCheckpoint();
}

std::shared_ptr<const Checkpoint> Trainer::takeCheckpoint()
{
    return m_loop->takeCheckpoint();
}

bool Trainer::isCheckpointDue() const
{
    return m_loop->isCheckpointDue();
}

void Trainer::waitUntilIdle()
{
    m_loop->waitUntilIdle();
}

} // namespace isthmus
