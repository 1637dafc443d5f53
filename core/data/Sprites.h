// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

namespace isthmus {

/// The generated set "sprites": 28 x 28 grey, anti-aliased squares, ellipses, triangles and crosses with known factors (shape, x, y,
/// size, angle) as labels: the class is the shape, all five are kept as Dataset::factors. Needs nothing installed.
/// 10,000 to train and 2,000 to test by default, a function of the seed. In the manner of dSprites (Matthey et al. 2017).
Dataset makeSprites(Index trainCount = 10000, Index testCount = 2000, std::uint64_t seed = 1);

}
