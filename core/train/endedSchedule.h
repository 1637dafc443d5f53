// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"

#include <optional>
#include <string>

namespace isthmus {

/// The epoch from which on the schedule of a training leaves nothing of the learning rate, so that further steps change
/// nothing; empty where there is none. Such a schedule spans the run's first total of epochs and ends at 0.
[[nodiscard]] std::optional<double> endOfRate(const TrainSpec& training);

/// The sentence about epochs that are trained after that, for both programs: "The cosine schedule ends with epoch 10:
/// from there on the learning rate is 0 and training changes nothing." Empty where there are none.
/// @param epochs  total that is trained, or trained by now
[[nodiscard]] std::string endedScheduleWords(const TrainSpec& training, double epochs);

} // namespace isthmus
