// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Schedule.h"
#include "core/train/Knobs.h"

#include <cstdint>
#include <string>
#include <tuple>

namespace isthmus {

/// What of a training stays as it is for the whole run.
struct TrainPlan
{
    int epochs = 10; ///< total, counted from the run's beginning; the window trains until paused
    int batchSize = 128;
    std::string optimizer = "adam"; ///< a name from optimizerTypes()
    double momentum = 0; ///< momentum of SGD and RMSProp
    double weightDecay = 0.01; ///< share of each parameter, times the learning rate, that a step of AdamW takes away
    double clipNorm = 0; ///< largest L2 norm that the whole gradient may have; 0: any
    ScheduleSpec schedule; ///< multiplies the learning rate
    double klWarmup = 0; ///< epochs over which the weight of the KL term rises from 0 to beta
    double validation = 0; ///< share of the training samples held out, [0, 1)
    int earlyStopping = 0; ///< training ends after this many epochs in a row without a lower validation loss; 0: never
    bool keepBest = false; ///< the result is the epoch with the lowest validation loss, not the last one
    std::uint64_t seed = 1;
    [[nodiscard]] bool operator==(const TrainPlan&) const = default;
};

/// References to all fields of a plan, in their order. It does not compile if one of them is not named here.
template <typename Plan>
[[nodiscard]] auto planFields(Plan& plan)
{
    auto& [epochs, batchSize, optimizer, momentum, weightDecay, clipNorm, schedule, klWarmup, validation, earlyStopping,
        keepBest, seed] = plan;
    return std::tie(epochs, batchSize, optimizer, momentum, weightDecay, clipNorm, schedule, klWarmup, validation,
        earlyStopping, keepBest, seed);
}

/// How a model is trained, as a plain value: the plan, and the knobs that the run begins with.
struct TrainSpec : Knobs, TrainPlan
{
    [[nodiscard]] bool operator==(const TrainSpec&) const = default;
};

/// The setting that needs validation images, since it follows their loss: "plateau schedule", "early stopping",
/// "keep-best"; null if no setting does.
const char* watcherOfValidation(const TrainSpec& training);

/// Weight decay, clipping, schedule, early stopping and keep-best.
/// @param bringsValidation  has the data a validation part of its own?
/// @throws Error for a number outside its range, or if validation images are needed and there are none
void checkOptimization(const TrainSpec& training, bool bringsValidation = false);

/// The knobs that a run starts with.
inline Knobs knobsOf(const TrainSpec& training)
{
    return training;
}

/// The same training, started with these knobs.
inline TrainSpec withKnobs(TrainSpec training, const Knobs& knobs)
{
    static_cast<Knobs&>(training) = knobs;
    return training;
}

/// The same knobs with this plan.
inline TrainSpec withPlan(TrainSpec training, const TrainPlan& plan)
{
    static_cast<TrainPlan&>(training) = plan;
    return training;
}

} // namespace isthmus
