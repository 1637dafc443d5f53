// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <cstdint>
#include <span>

namespace isthmus {

/// Writes samples, each contiguous, into neighbouring columns of a batch as value * scale + offset: a transposition in
/// tiles of 16 x 16.
/// @param samples   at most kLane of them, each `features` values long
/// @param features  rows of out that are written, from the first on
/// @param first     column of the first sample
void storeColumns(
    std::span<const std::uint8_t* const> samples, Index features, float scale, float offset, Batch& out, Index first);
void storeColumns(
    std::span<const float* const> samples, Index features, float scale, float offset, Batch& out, Index first);

} // namespace isthmus
