// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

namespace isthmus {

/// Gaussian error linear unit: x * Phi(x), where Phi is the distribution function of N(0, 1). Not the tanh form.
/// Phi comes from a polynomial whose error is below 1e-7, far less than what a weight of 32 bits resolves.
/// Source: Hendrycks & Gimpel 2016 (arXiv 1606.08415), section 2; Phi: Abramowitz & Stegun 1964, 7.1.26
extern const LayerType kGeluType;

} // namespace isthmus
