// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/TrainSpec.h"

#include "core/base/Error.h"

#include <cmath>

namespace isthmus {

const char* watcherOfValidation(const TrainSpec& training)
{
    if (scheduleType(training.schedule.kind).watch != nullptr)
        return "plateau schedule";
    if (training.earlyStopping > 0)
        return "early stopping";
    return training.keepBest ? "keep-best" : nullptr;
}

void checkOptimization(const TrainSpec& training, bool bringsValidation)
{
    const auto requireAtLeast0 = [](const char* what, double value) {
        if (!(value >= 0) || !std::isfinite(value))
            throw Error(std::string(what) + ": expected a number of at least 0, found " + shortNumber(value));
    };
    requireAtLeast0("weight decay", training.weightDecay);
    requireAtLeast0("gradient norm", training.clipNorm);
    requireAtLeast0("early stopping", training.earlyStopping);
    checkSchedule(training.schedule);
    const bool hasValidation = training.validation > 0 || bringsValidation;
    if (const char* feature = watcherOfValidation(training); feature != nullptr && !hasValidation)
        throw Error(std::string(feature) + " needs validation images; hold some out of training");
}

} // namespace isthmus
