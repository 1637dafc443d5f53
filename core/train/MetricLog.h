// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/train/StepHistory.h"
#include "core/train/TrainSpec.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace isthmus {

/// Lossless history of a run. One thread appends, any thread copies what is new since it last asked. Grows by chunks
/// of 4,096 records that never move; `reserveNext` makes the next chunk outside the step.
class MetricLog
{
public:
    MetricLog();

    void append(const StepRecord& record);
    void append(const EvaluationRecord& record);
    void append(const KnobChange& change);
    /// Appends what a saved run went through.
    void append(const StepHistory& steps, const std::vector<EvaluationRecord>& evaluations,
        const std::vector<KnobChange>& changes);

    /// Allocates the next chunk if the current one is nearly full. Called between steps.
    void reserveNext();

    [[nodiscard]] std::size_t stepCount() const;
    [[nodiscard]] std::size_t knobChangeCount() const;
    /// @param most  copies no more than these
    [[nodiscard]] std::vector<StepRecord> stepsFrom(
        std::size_t first, std::size_t most = std::numeric_limits<std::size_t>::max()) const;
    /// All steps. Copies no more than the newest chunk, however long the run is.
    [[nodiscard]] StepHistory steps() const;
    [[nodiscard]] std::vector<EvaluationRecord> evaluationsFrom(std::size_t first) const;
    [[nodiscard]] std::vector<KnobChange> knobChangesFrom(std::size_t first) const;

    /// Forgets the records after a step, for a run that went back to it.
    void rewind(std::int64_t step);
    /// The same for a run that knows which changes of its knobs are left.
    void rewind(std::int64_t step, std::vector<KnobChange> changes);
    void clear();

    /// Grows with each rewind() and clear(): who has copied records must then begin anew.
    [[nodiscard]] std::uint64_t revision() const;

    /// The last step up to which the log is still what it was at that revision; the largest number if nothing was
    /// forgotten since.
    [[nodiscard]] std::int64_t keptSince(std::uint64_t revision) const;

private:
    static constexpr std::size_t kChunk = StepHistory::kChunk;
    using Chunk = StepHistory::Chunk;

    void cutAfter(std::int64_t step) ISTHMUS_REQUIRES(m_mutex);
    void ownLastChunk() ISTHMUS_REQUIRES(m_mutex);

    mutable Mutex m_mutex;
    /// Chunks of steps. Those before the newest record's are shared with histories.
    std::vector<std::shared_ptr<Chunk>> m_chunks ISTHMUS_GUARDED_BY(m_mutex);
    std::size_t m_steps ISTHMUS_GUARDED_BY(m_mutex) = 0;
    /// The step that each revision went back to; the first one is number 1.
    std::vector<std::int64_t> m_cuts ISTHMUS_GUARDED_BY(m_mutex);
    std::vector<EvaluationRecord> m_evaluations ISTHMUS_GUARDED_BY(m_mutex);
    std::vector<KnobChange> m_knobChanges ISTHMUS_GUARDED_BY(m_mutex);
};

} // namespace isthmus
