// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/schedules/schedules.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr float kThreshold = 1e-4F; // of the lowest loss, as in PyTorch's ReduceLROnPlateau
constexpr ScheduleField kPatience{.name = "patience",
    .label = "Patience",
    .help = "epochs in a row without a lower validation loss before a reduction",
    .minimum = 1,
    .maximum = 1e6,
    .integer = true,
    .value = &ScheduleSpec::patience};

double factorOfPlateau(const ScheduleSpec&, const ScheduleState& state, double)
{
    return state.factor;
}

void watchForPlateau(const ScheduleSpec& spec, ScheduleState& state, float loss)
{
    const bool isLower =
        std::isinf(state.best) ? loss < state.best : loss < state.best - kThreshold * std::abs(state.best);
    if (isLower) {
        state.best = loss;
        state.badEpochs = 0;
    } else if (++state.badEpochs >= spec.patience) {
        state.factor *= spec.factor;
        state.badEpochs = 0;
    }
}

} // namespace

ScheduleType plateauSchedule()
{
    return {"plateau", "Plateau", "reduces the rate when the validation loss stops falling", {kFactorField, kPatience},
        false, factorOfPlateau, watchForPlateau};
}

} // namespace isthmus
