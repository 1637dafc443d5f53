// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainingRun.h"

#include <string>
#include <vector>

namespace isthmus {

/// What may have raised the loss of a run that diverged: the changes of knobs since its last good step, or within an
/// epoch before it, that are still in force, each from the value before it rose: what was lowered in that epoch first
/// is not put back.
/// @param run      has gone back to that step
/// @param changes  all that were logged before it went back
std::vector<KnobChange> suspectsAmong(const TrainingRun& run, const std::vector<KnobChange>& changes);

/// Why a run diverged, where it is now, and what helps.
/// @param run       as in suspectsAmong()
/// @param suspects  as it found them
std::string divergedSentence(const TrainingRun& run, const std::vector<KnobChange>& suspects);

/// Why a run stopped early, without the stop of the sentence.
std::string earlySentence(const BestEpoch& best);

} // namespace isthmus
