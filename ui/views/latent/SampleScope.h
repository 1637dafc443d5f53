// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Split.h"

namespace isthmus {

/// The samples that the plane shows.
enum class SampleScope { Test, Training, Both };

/// Samples in the order of their points.
struct ScopedSamples
{
    std::vector<Index> samples; ///< numbers in the data set
    std::size_t background = 0; ///< number of training samples behind test samples, which come first
};

/// The samples of a scope; those of the other part where the chosen one has none.
ScopedSamples scopedSamples(const Split& split, SampleScope scope);

} // namespace isthmus
