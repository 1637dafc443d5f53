// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/models/ModelSpec.h"

namespace isthmus {

/// --latent, --hidden, --activation, --code-activation, --loss, --initialiser: what changes a model.
Options modelChangeOptions();

/// The model with the changes that are asked for.
/// @throws UsageError for a value that cannot be read
/// @throws Error if the model has no such part
ModelSpec withModelOptions(const Arguments& arguments, const ModelSpec& model);

} // namespace isthmus
