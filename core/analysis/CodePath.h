// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <vector>

namespace isthmus {

/// Ways through latent space, for films: one code a frame, frames x latentDim.

/// Straight from anchor to anchor at an even pace. Anchors that lie in one place count once.
/// @param anchors  at least one, all of the same size
/// @param frames   at least 1
Matrix lineThrough(const std::vector<std::vector<float>>& anchors, int frames);

/// Round a circle on the plane of two dimensions, without the first code again at its end.
/// @param base  its middle; the other dimensions stay there
Matrix circleAround(const std::vector<float>& base, int dimX, int dimY, double radius, int frames);

/// One dimension from a value to another, the others stay.
Matrix traverse(const std::vector<float>& base, int dimension, double from, double to, int frames);

/// The way and back again, without its two ends twice, so that a repeated film does not stop there.
Matrix forthAndBack(const Matrix& way);

} // namespace isthmus
