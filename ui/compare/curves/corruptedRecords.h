// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Knobs.h"

#include <cstdint>
#include <span>

namespace isthmus {

/// Was a held-out record measured on corrupted images? A run measures with the corruption that it trains with.
/// @param step     steps done when it was measured
/// @param first    corruption that the run began with
/// @param changes  of the run's knobs, in their order
[[nodiscard]] bool isOfCorrupted(std::int64_t step, const Corruption& first, std::span<const KnobChange> changes);

} // namespace isthmus
