// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"

#include <memory>

namespace isthmus {

/// How training ended, and the state that it left.
struct TrainingEnd
{
    TrainerStatus status; ///< Finished, StoppedEarly, Diverged, or Paused after Ctrl-C
    std::shared_ptr<const Checkpoint> state;
    [[nodiscard]] bool wasInterrupted() const { return status.state == TrainerState::Paused; }
};

/// Trains until so many epochs are done in all, with a progress bar on a terminal. The first Ctrl-C ends it after the
/// step that runs.
/// @throws Error if training failed in another way than by a loss that is not finite
TrainingEnd trainWithProgress(Trainer& trainer, int epochs);

} // namespace isthmus
