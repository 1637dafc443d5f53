// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/TrainingOption.h"

namespace isthmus {

/// --optimizer, --momentum, --weight-decay, --clip-norm, --schedule, --schedule-..., --warmup, --early-stopping and
/// --keep-best.
std::vector<TrainingOption> optimizationOptions();

/// @throws UsageError for an option that does nothing beside the others, or that needs another one
void requireSense(const Arguments& arguments, const TrainSpec& spec);

} // namespace isthmus
