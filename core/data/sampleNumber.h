// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

namespace isthmus {

/// The number of a sample as a person counts: within its part of the file, from Dataset::firstNumber on.
[[nodiscard]] inline Index countedNumber(const Dataset& data, Index sample)
{
    const Index first = sample < data.trainCount ? 0
        : sample < data.firstValidation()        ? data.trainCount
                                                 : data.firstValidation();
    return sample - first + data.firstNumber;
}

} // namespace isthmus
