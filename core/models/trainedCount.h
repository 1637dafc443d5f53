// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Parameter.h"

#include <vector>

namespace isthmus {

/// How many numbers of these tensors are trained, as PyTorch counts parameters: all but the running statistics of batch
/// normalisations (Parameter::isBuffer), which follow the batches. What the window and the command line call
/// parameters.
[[nodiscard]] Index trainedCount(const std::vector<Parameter>& parameters);

} // namespace isthmus
