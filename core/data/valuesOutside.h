// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>

namespace isthmus {

/// Rounding of a scaling may put the largest value of 0..1 just outside.
inline constexpr double kUnitTolerance = 1e-6;

/// Lies a value outside 0..1, beyond rounding? No number does.
[[nodiscard]] inline bool isOutsideUnit(double value)
{
    return !(value >= -kUnitTolerance && value <= 1 + kUnitTolerance);
}

/// Scaled values outside 0..1, which some losses cannot take.
struct ValuesOutside
{
    std::int64_t count = 0;
    Index samples = 0; ///< number of samples that were looked at, from the first on
    Index sample = 0; ///< number of the first sample with such a value
    Index place = 0; ///< place of the value in it
    double value = 0;
};

/// So many values are looked at in a tenth of a second.
inline constexpr Index kQuickLook = Index(1) << 25;

/// Looks for them in the order that is given.
/// @param which  numbers of the samples
/// @param most   values that are looked at: of large data the first samples alone
/// @throws Error if the file cannot be read
ValuesOutside valuesOutsideUnit(
    const Dataset& data, std::span<const Index> which, Index most = std::numeric_limits<Index>::max());

/// "12 values outside, the first in row 3, column 2: -1.25 (both counted from 0)"; for pictures "in image 3 at row 2,
/// column 7"; with how many samples were looked at where those are not all.
/// @param found  at least one value
std::string outsideWords(const Dataset& data, std::span<const Index> which, const ValuesOutside& found);

} // namespace isthmus
