// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"

namespace isthmus {

/// L2 norm of the whole flat gradient. Squares are summed in double, so that no finite gradient overflows, and in an
/// order that depends on the length alone.
double gradientNorm(const FloatVector& gradient, ThreadPool& pool);

/// The factor that brings a gradient of this norm to at most the limit: limit / (norm + 1e-6), never above 1.
/// Source: Pascanu et al. 2013 (arXiv 1211.5063), algorithm 1; the 1e-6 is that of PyTorch's clip_grad_norm_
double clippingScale(double norm, double limit);

} // namespace isthmus
