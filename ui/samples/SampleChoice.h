// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace isthmus {

/// Chooses samples for the rows: the first of each class in the order of the file, then each class's second, and so on;
/// so the first rows show as many classes as there are. Without labels: in the order of the file.
/// @param from     sample numbers to choose from
/// @param shuffle  0: from the beginning; other numbers: other samples, the same for the same number
std::vector<Index> chooseSamples(
    const Dataset& data, std::span<const Index> from, std::size_t count, std::uint64_t shuffle);

} // namespace isthmus
