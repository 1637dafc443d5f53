// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/train/Trainer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// What `train` is asked to do, checked as a whole before anything starts.
struct TrainingJob
{
    RunSpec run;
    std::vector<std::string> notices; ///< notices that were told of its data
    std::vector<std::string> warnings; ///< what is doubtful before it begins, and was told
    std::shared_ptr<const Checkpoint> from; ///< where a resumed run goes on; null: a new one
    std::optional<Knobs> knobs; ///< with which a resumed run goes on where they are others than its own
    int threads = 1;
    std::string out;
    double saveEvery = 0; ///< seconds; 0: at the end alone
};

/// Everything that `train` takes.
Options trainingJobOptions();

/// A new run, or with --resume one that goes on.
/// @throws UsageError for options that contradict each other or the run
/// @throws Error for data, a model or a run that cannot be opened
TrainingJob trainingJob(const Arguments& arguments);

} // namespace isthmus
