// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <cstdint>
#include <span>
#include <vector>

namespace isthmus {

/// Samples with the numbers of each in another order.
/// @param samples     one after another, each of places.size() numbers
/// @param numberSize  bytes of one number: 1, 2, 4 or 8
/// @param places      for each number of a new sample, which one of the old sample it is
std::vector<std::uint8_t> rearranged(
    std::span<const std::uint8_t> samples, int numberSize, std::span<const Index> places);

} // namespace isthmus
