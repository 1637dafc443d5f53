// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"

namespace isthmus {

/// L1 norm of codes, sum over dimensions, mean over samples, in a fixed order of sums.
/// Source: Ng 2011, "Sparse autoencoder" (CS294A lecture notes), with the L1 norm in place of the KL of mean activity
/// @param code        its first `dimensions` rows are the codes, one column a sample
double codeNorm(const Batch& code, Index dimensions, ThreadPool& pool);

/// Adds weight * d codeNorm / d code, of which the sign of 0 is 0.
/// @param gradient  like code; the first `dimensions` rows change
void addCodeNormGradient(const Batch& code, Index dimensions, double weight, Batch& gradient, ThreadPool& pool);

} // namespace isthmus
