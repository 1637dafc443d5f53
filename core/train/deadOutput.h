// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace isthmus {

/// The outputs of a model no longer depend on its input: units that are dead or saturated hand nothing on, and what
/// comes out is the same for every sample, as a rule the mean. That is so where the outputs of different samples differ
/// by less than kDeadSpread of what the inputs do. Every run begins nearly like that, so it takes kDeadSteps steps. A
/// variational code that has collapsed has its own sentence (Collapse.h).
inline constexpr double kDeadSpread = 1e-4; ///< share of the inputs' variance
inline constexpr std::int64_t kDeadSteps = 200;

/// @param spread  outputSpread() of some samples; empty: unknown
[[nodiscard]] bool isOutputDead(std::optional<double> spread, std::int64_t steps);

/// The sentence about it, for both programs.
/// @param samples  what it is of: "images"
[[nodiscard]] std::string deadOutputWords(const std::string& samples);

} // namespace isthmus
