// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"

namespace isthmus {

/// Leaves the values as they are.
CorruptionType noCorruption();

/// Adds N(0, sigma^2) to each value and clips the sum to 0..1.
/// Source: Vincent et al. 2010, "Stacked denoising autoencoders", section 3.3
CorruptionType gaussianCorruption();

/// Adds N(0, sigma^2) to each value. Its mean is 0 at any level, while clipping lifts dark pixels and lowers bright
/// ones.
CorruptionType unclippedGaussianCorruption();

/// Sets p/2 of the pixels to 0 and p/2 to 1, all channels of a pixel together.
/// Source: Vincent et al. 2010, section 3.3
CorruptionType saltPepperCorruption();

/// Sets p of the pixels to 0, all channels of a pixel together.
/// Source: Vincent et al. 2010, section 3.3 ("masking noise")
CorruptionType maskCorruption();

/// Sets a square of side k pixels to 0, at a random place that lies wholly inside the image. A side beyond the
/// image's is cut to it.
CorruptionType occludeCorruption();

/// Convolves with a Gaussian of sigma pixels, cut at 3 sigma; pixels beyond the edge repeat the edge. No noise.
CorruptionType blurCorruption();

/// Gives p of the pixels the values of another pixel that lies at most 2 rows and 2 columns away, all channels
/// together; a loss looks at those alone. A model cannot see what it is to restore there, and so learns what its
/// surroundings tell: of pictures with noise of mean 0 that is independent from pixel to pixel, the clean picture.
/// Source: Krull, Buchholz & Jug 2019, "Noise2Void" (arXiv 1811.10980), section 4. Each pixel is chosen by itself here,
/// not one in each cell of a grid, and none is replaced by itself or by another one that is replaced.
CorruptionType blindSpotCorruption();

} // namespace isthmus
