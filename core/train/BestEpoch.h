// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/train/MetricLog.h"

#include <limits>
#include <memory>

namespace isthmus {

/// The epoch with the lowest validation loss so far, which early stopping and keep-best go by. Empty without
/// validation images, and until the first epoch has ended.
struct BestEpoch
{
    float loss = std::numeric_limits<float>::infinity(); ///< loss on the validation images, with the whole beta
    StepRecord record; ///< record of the epoch's last step
    int epochsSince = 0; ///< epochs in a row without a lower loss
    /// Parameters at the epoch's end, for a run that keeps them; else null.
    std::shared_ptr<const FloatVector> parameters;
    [[nodiscard]] bool isKnown() const { return record.step > 0; }
};

} // namespace isthmus
