// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/figures/runFigures.h"

#include <QString>

#include <functional>
#include <vector>

namespace isthmus {

/// Are all runs that can be judged judged on the same samples, in the same scaling, which none of them was trained on?
[[nodiscard]] bool areComparable(const std::vector<RunFigures>& all);

/// What the figures are of: how many samples, and what those are to each run. Empty: no run can be judged.
/// @param titleOf  what a run is called
[[nodiscard]] QString figuresNote(
    const std::vector<RunFigures>& all, const std::function<QString(const RunSession& run)>& titleOf);

} // namespace isthmus
