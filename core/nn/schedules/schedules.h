// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Schedule.h"

namespace isthmus {

/// Keeps the rate as it is.
ScheduleType constantSchedule();

/// Multiplies the rate by `factor` after every `every` epochs.
ScheduleType stepSchedule();

/// Half a cosine from the whole rate to the share `minimum`, at every step, from the end of the warm-up to the horizon;
/// the minimum beyond it.
/// Source: Loshchilov & Hutter 2017, "SGDR" (arXiv 1608.03983), equation 5, without restarts
ScheduleType cosineSchedule();

/// Multiplies the rate by `factor` after `patience` epochs in a row whose validation loss was not lower than the lowest
/// one by more than 1e-4 of it. Epochs of the warm-up do not count.
ScheduleType plateauSchedule();

inline constexpr ScheduleField kFactorField{.name = "factor",
    .label = "Factor",
    .help = "what a reduction multiplies the rate by",
    .minimum = 0.001,
    .maximum = 0.999,
    .integer = false,
    .value = &ScheduleSpec::factor};

} // namespace isthmus
