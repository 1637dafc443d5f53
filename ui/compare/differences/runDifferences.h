// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/RunSpec.h"

#include <QString>

#include <vector>

namespace isthmus {

/// What two runs do not have in common.
struct RunDifference
{
    QString name; ///< "learning rate", "encoder 2"
    QString left; ///< a dash: there is no such layer
    QString right;
    [[nodiscard]] bool operator==(const RunDifference&) const = default;
};

/// All settings of data, model and training, and all layers, that differ; those of the data first, then the model's,
/// then the training's, knobs before the rest. A setting that a run file stores is compared without being named here,
/// so that none can be forgotten. Layers that both have are left out, also where one of the runs has more layers before
/// them.
/// @param left  one of the runs, with the knobs that are in force
std::vector<RunDifference> differencesBetween(const RunSpec& left, const RunSpec& right);

} // namespace isthmus
