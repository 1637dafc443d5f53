// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/TrainingOption.h"

namespace isthmus {

/// --optimizer, --momentum, --weight-decay, --clip-norm, --schedule, --schedule-..., --warmup, --early-stopping and
/// --keep-best.
std::vector<TrainingOption> optimizationOptions();

/// @throws UsageError for an option that does nothing beside the others, or that needs another one but --validation
void requireSense(const Arguments& arguments, const TrainSpec& spec);

/// Checks what goes by the loss of validation images, once it is known whether the data brings some.
/// @throws UsageError for an option that needs them
void requireValidation(const Arguments& arguments, const TrainSpec& spec, bool bringsValidation);

} // namespace isthmus
