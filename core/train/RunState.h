// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"
#include "core/nn/Schedule.h"
#include "core/train/BestEpoch.h"
#include "core/train/StepRecord.h"
#include "core/train/TrainSpec.h"

#include <cstdint>

namespace isthmus {

/// Where a run stands: its next step is a function of this and of what the run was started with. Whoever keeps a run,
/// goes back or goes on copies the whole value.
struct RunState
{
    std::int64_t step = 0; ///< steps done; epoch and position in it follow from the batch size and the split
    FloatVector parameters{}; ///< parameters to go on with
    OptimizerState optimizer{};
    StepRecord record{}; ///< record of the last step
    ScheduleState schedule{};
    BestEpoch best{};
    Knobs knobs{}; ///< knobs in force at this step
};

} // namespace isthmus
