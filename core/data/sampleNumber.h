// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

namespace isthmus {

/// The number of a sample as a person counts: within its part of the file, from Dataset::firstNumber on.
[[nodiscard]] inline Index countedNumber(const Dataset& data, Index sample)
{
    return sample - (sample >= data.trainCount ? data.trainCount : 0) + data.firstNumber;
}

} // namespace isthmus
