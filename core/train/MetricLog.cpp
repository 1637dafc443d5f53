// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/MetricLog.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

template <typename Record>
std::vector<Record> tail(const std::vector<Record>& records, std::size_t first)
{
    const auto begin = records.begin() + static_cast<std::ptrdiff_t>(std::min(first, records.size()));
    return {begin, records.end()};
}

} // namespace

MetricLog::MetricLog()
{
    m_chunks.push_back(std::make_shared<Chunk>());
}

void MetricLog::append(const StepRecord& record)
{
    const MutexLock lock(m_mutex);
    if (m_steps == m_chunks.size() * kChunk)
        m_chunks.push_back(std::make_shared<Chunk>());
    (*m_chunks[m_steps / kChunk])[m_steps % kChunk] = record;
    ++m_steps;
}

void MetricLog::append(const EvaluationRecord& record)
{
    const MutexLock lock(m_mutex);
    m_evaluations.push_back(record);
}

void MetricLog::append(const KnobChange& change)
{
    const MutexLock lock(m_mutex);
    m_knobChanges.push_back(change);
}

void MetricLog::append(
    const StepHistory& steps, const std::vector<EvaluationRecord>& evaluations, const std::vector<KnobChange>& changes)
{
    for (const StepRecord& record : steps)
        append(record);
    for (const EvaluationRecord& record : evaluations)
        append(record);
    for (const KnobChange& change : changes)
        append(change);
}

void MetricLog::reserveNext()
{
    {
        const MutexLock lock(m_mutex);
        if (m_steps + 1 < m_chunks.size() * kChunk)
            return;
    }
    auto chunk = std::make_shared<Chunk>();
    const MutexLock lock(m_mutex);
    m_chunks.push_back(std::move(chunk));
}

std::size_t MetricLog::stepCount() const
{
    const MutexLock lock(m_mutex);
    return m_steps;
}

std::size_t MetricLog::knobChangeCount() const
{
    const MutexLock lock(m_mutex);
    return m_knobChanges.size();
}

std::uint64_t MetricLog::revision() const
{
    const MutexLock lock(m_mutex);
    return m_cuts.size();
}

std::int64_t MetricLog::keptSince(std::uint64_t revision) const
{
    const MutexLock lock(m_mutex);
    std::int64_t kept = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = revision; i < m_cuts.size(); ++i)
        kept = std::min(kept, m_cuts[i]);
    return kept;
}

std::vector<StepRecord> MetricLog::stepsFrom(std::size_t first, std::size_t most) const
{
    const MutexLock lock(m_mutex);
    std::vector<StepRecord> records;
    if (first >= m_steps)
        return records;
    const std::size_t count = std::min(most, m_steps - first);
    records.reserve(count);
    for (std::size_t i = first; i < first + count; ++i)
        records.push_back((*m_chunks[i / kChunk])[i % kChunk]);
    return records;
}

StepHistory MetricLog::steps() const
{
    const MutexLock lock(m_mutex);
    const std::size_t full = m_steps / kChunk;
    std::vector<std::shared_ptr<const Chunk>> chunks(
        m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(full));
    if (m_steps % kChunk > 0)
        chunks.push_back(std::make_shared<const Chunk>(*m_chunks[full]));
    return {std::move(chunks), m_steps};
}

std::vector<EvaluationRecord> MetricLog::evaluationsFrom(std::size_t first) const
{
    const MutexLock lock(m_mutex);
    return tail(m_evaluations, first);
}

std::vector<KnobChange> MetricLog::knobChangesFrom(std::size_t first) const
{
    const MutexLock lock(m_mutex);
    return tail(m_knobChanges, first);
}

/// Copies a chunk that was full and is written again; histories keep the old one.
void MetricLog::ownLastChunk()
{
    const std::size_t last = m_steps / kChunk;
    if (last >= m_chunks.size())
        return;
    m_chunks.resize(last + 1);
    m_chunks[last] = std::make_shared<Chunk>(*m_chunks[last]);
}

void MetricLog::rewind(std::int64_t step)
{
    const MutexLock lock(m_mutex);
    cutAfter(step);
    std::erase_if(m_knobChanges, [step](const KnobChange& change) { return change.step > step; });
}

void MetricLog::rewind(std::int64_t step, std::vector<KnobChange> changes)
{
    const MutexLock lock(m_mutex);
    cutAfter(step);
    m_knobChanges = std::move(changes);
}

void MetricLog::cutAfter(std::int64_t step)
{
    while (m_steps > 0 && (*m_chunks[(m_steps - 1) / kChunk])[(m_steps - 1) % kChunk].step > step)
        --m_steps;
    ownLastChunk();
    std::erase_if(m_evaluations, [step](const EvaluationRecord& record) { return record.step > step; });
    m_cuts.push_back(step);
}

void MetricLog::clear()
{
    const MutexLock lock(m_mutex);
    m_steps = 0;
    ownLastChunk();
    m_evaluations.clear();
    m_knobChanges.clear();
    m_cuts.push_back(0);
}

} // namespace isthmus
