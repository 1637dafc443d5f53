// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"
#include "core/train/MetricLog.h"

#include <memory>

namespace isthmus {

/// A frozen model: an architecture, shared by all moments of a run, and one moment's parameters.
struct FrozenModel
{
    std::shared_ptr<const Autoencoder> model;
    FloatVector parameters;
};

/// One moment of a run as the views see it: a step record and a frozen model, and nothing else, ever.
struct Snapshot
{
    StepRecord record;
    FrozenModel frozen;
};

} // namespace isthmus
