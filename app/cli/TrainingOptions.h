// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/train/TrainSpec.h"

namespace isthmus {

/// --epochs, --batch, --kl-warmup, --validation, --seed, one for each of knobTypes(), and those of
/// OptimizationOptions.h.
Options trainingOptions();

/// --threads.
Options threadOptions();
/// The value of --threads; all threads of the machine where it is not given.
int chosenThreads(const Arguments& arguments);

/// --seed of the commands that use a trained model.
/// @param meaning  what it is the seed of
Options seedOptions(const std::string& meaning);
/// The value of --seed; the run's where it is not given.
std::uint64_t chosenSeed(const Arguments& arguments, std::uint64_t ofRun);

/// The spec with the options that are there.
/// @throws UsageError for options that contradict each other
TrainSpec withTrainingOptions(const Arguments& arguments, TrainSpec spec);

/// Checks the options of a run that is resumed: they may be repeated, and only --epochs and --learning-rate may differ.
/// @throws UsageError naming the first option that differs
void requireSameTraining(const Arguments& arguments, const TrainSpec& spec);

/// The knobs with the rate of --learning-rate where it is there.
/// @throws UsageError for a value that it does not take
Knobs withRate(const Arguments& arguments, Knobs knobs);

/// The value of --corruption, of which "run" means the run's own.
/// @throws UsageError if it cannot be read
Corruption chosenCorruption(const Arguments& arguments, const Corruption& ofRun);
/// --corruption of the commands that use a trained model.
Options runCorruptionOptions();

} // namespace isthmus
