// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"

#include <QString>

#include <memory>

namespace isthmus {

/// A saved run that can be looked at but not go on, since its data is not there or has changed, or since it has no
/// encoder: what a Trainer would hold of it. Never changed; made by any thread.
struct Exploration
{
    std::shared_ptr<const Checkpoint> checkpoint; ///< whole, to be saved again as it was
    std::shared_ptr<const Snapshot> snapshot; ///< the run's result
    Split split; ///< of the images that there are for the model to encode
    TrainerStatus status; ///< paused where the run stood
    QString obstacle; ///< to training, in one sentence without its stop
    bool lacksData = false; ///< the run could go on with its data
};

/// @param run  its data: the images that there are, perhaps none
/// @throws Error if model and data do not fit each other, or exploring takes more memory than the machine has
std::shared_ptr<const Exploration> makeExploration(
    const RunSpec& run, const std::shared_ptr<const Checkpoint>& checkpoint, const QString& obstacle, bool lacksData);

} // namespace isthmus
