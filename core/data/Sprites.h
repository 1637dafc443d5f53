// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

namespace isthmus {

/// The generated set "sprites": white squares, ellipses, triangles and crosses on black, 28 x 28 grey, anti-aliased by
/// 4 x 4 samples a pixel, wholly inside the image. The class is the shape; Dataset::factors holds what each picture
/// was drawn from, all independent of each other:
/// shape (class index), x and y of the centre (pixels from the left and top edge, 9 to 19), size (radius of the circle
/// around the shape in pixels, 4 to 9), angle (degrees clockwise from 0 to the shape's symmetry: 90, 180, 120, 90).
/// Needs nothing installed, and is a function of the seed; a longer set begins with the samples of a shorter one.
/// In the manner of dSprites (Matthey et al. 2017).
Dataset makeSprites(Index trainCount = 10000, Index testCount = 2000, std::uint64_t seed = 1);

} // namespace isthmus
