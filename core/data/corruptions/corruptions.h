// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"

namespace isthmus {

/// Leaves the values as they are.
CorruptionType noCorruption();

/// Adds N(0, sigma^2) to each value and clips the sum to 0..1.
/// Source: Vincent et al. 2010, "Stacked denoising autoencoders", section 3.3
CorruptionType gaussianCorruption();

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

} // namespace isthmus
