// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/SampleScope.h"

namespace isthmus {

ScopedSamples scopedSamples(const Split& split, SampleScope scope)
{
    if (split.test.empty() || (scope == SampleScope::Training && !split.train.empty()))
        return {split.train, 0};
    if (split.train.empty() || scope == SampleScope::Test)
        return {split.test, 0};
    ScopedSamples both{split.train, split.train.size()};
    both.samples.insert(both.samples.end(), split.test.begin(), split.test.end());
    return both;
}

} // namespace isthmus
