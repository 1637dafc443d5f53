// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <optional>

namespace isthmus {

/// Fewest samples whose outputs are compared with each other.
inline constexpr Index kLeastCompared = 4;

/// How much the outputs of a model differ from sample to sample, as a share of how much its inputs do: the variances
/// over the samples, summed over the features. 0: all outputs are the same.
/// @param inputs   features x samples
/// @param outputs  the same size
/// @return         empty with fewer than kLeastCompared samples, or inputs that are all alike
std::optional<double> outputSpread(const Batch& inputs, const Batch& outputs);

/// The same of matrices of samples x features.
std::optional<double> outputSpread(const Matrix& inputs, const Matrix& outputs);

} // namespace isthmus
