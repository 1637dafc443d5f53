// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"

#include <memory>

namespace isthmus {

class PeriodicSave;

/// How training ended, and the state that it left.
struct TrainingEnd
{
    TrainerStatus status; ///< Finished, StoppedEarly, Diverged, Failed, or Paused after Ctrl-C
    std::shared_ptr<const Checkpoint> state;
    [[nodiscard]] bool wasInterrupted() const { return status.state == TrainerState::Paused; }
    [[nodiscard]] bool isTrouble() const
    {
        return status.state == TrainerState::Diverged || status.state == TrainerState::Failed;
    }
};

/// Trains until `epochs` epochs are done in all, with a progress bar on a terminal. The first Ctrl-C ends it after the
/// step that runs.
/// @param saves  keeps the run meanwhile; null: it is not kept
/// @throws Error if training failed and no state can be had
TrainingEnd trainWithProgress(Trainer& trainer, int epochs, PeriodicSave* saves = nullptr);

} // namespace isthmus
