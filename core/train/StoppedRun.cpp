// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/StoppedRun.h"

#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/base/ThreadPool.h"
#include "core/train/TrainingMemory.h"

#include <utility>

namespace isthmus {
namespace {

/// The samples as the run chose them; all of changed data that lacks the chosen classes.
Split splitToExplore(const RunSpec& run)
{
    if (run.data->count() == 0 || !run.model.hasEncoder())
        return {};
    try {
        return makeSplit(*run.data, run.split);
    } catch (const Error&) {
        SplitSpec all;
        all.seed = run.split.seed;
        return makeSplit(*run.data, all);
    }
}

} // namespace

StoppedRun::StoppedRun(
    const RunSpec& run, std::shared_ptr<const Checkpoint> checkpoint, std::string obstacle, bool lacksData, int threads)
    : m_checkpoint(std::move(checkpoint))
    , m_obstacle(std::move(obstacle))
    , m_lacksData(lacksData)
{
    const auto model = std::make_shared<const Autoencoder>(run.model, run.data->shape);
    requireExploringMemory(*model, physicalMemory());
    const StepRecord& record = m_checkpoint->best.parameters ? m_checkpoint->best.record : m_checkpoint->record;
    m_snapshot = std::make_shared<const Snapshot>(Snapshot{record, {model, m_checkpoint->result()}});
    m_split = splitToExplore(run);
    m_status.step = m_checkpoint->step;
    m_status.epoch = m_checkpoint->record.epoch;
    m_status.shownStep = record.step;
    m_log.append(m_checkpoint->steps, m_checkpoint->evaluations, m_checkpoint->knobChanges);
    setThreads(threads);
}

void StoppedRun::setThreads(int threads)
{
    m_threads = threadsOrAll(threads);
}

std::shared_ptr<const Snapshot> StoppedRun::takeSnapshot()
{
    return std::exchange(m_wantsSnapshot, false) ? m_snapshot : nullptr;
}

std::shared_ptr<const Checkpoint> StoppedRun::takeCheckpoint()
{
    return std::exchange(m_wantsCheckpoint, false) ? m_checkpoint : nullptr;
}

} // namespace isthmus
