// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Exploration.h"

#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/train/TrainingMemory.h"

#include <utility>

namespace isthmus {
namespace {

/// As the run chose its samples; all of changed data that lacks the chosen classes.
Split splitOf(const RunSpec& run)
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

std::shared_ptr<const Exploration> makeExploration(
    const RunSpec& run, const std::shared_ptr<const Checkpoint>& checkpoint, const QString& obstacle, bool lacksData)
{
    const auto model = std::make_shared<const Autoencoder>(run.model, run.data->shape);
    requireExploringMemory(*model, physicalMemory());
    const StepRecord& record = checkpoint->best.parameters ? checkpoint->best.record : checkpoint->record;
    auto moment = std::make_shared<Snapshot>(Snapshot{record, {model, checkpoint->result()}});
    auto exploration = std::make_shared<Exploration>();
    exploration->checkpoint = checkpoint;
    exploration->snapshot = std::move(moment);
    exploration->split = splitOf(run);
    exploration->status.step = checkpoint->step;
    exploration->status.epoch = checkpoint->record.epoch;
    exploration->status.shownStep = record.step;
    exploration->obstacle = obstacle;
    exploration->lacksData = lacksData;
    return exploration;
}

} // namespace isthmus
