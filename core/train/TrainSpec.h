// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Schedule.h"
#include "core/train/Knobs.h"

#include <cstdint>
#include <string>

namespace isthmus {

/// How a model is trained, as a plain value: what stays as it is for the whole run, and the knobs that it begins with.
struct TrainSpec : Knobs
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
    [[nodiscard]] bool operator==(const TrainSpec&) const = default;
};

/// The setting that needs validation images, since it follows their loss: "plateau schedule", "early stopping",
/// "keep-best"; null if no setting does.
const char* watcherOfValidation(const TrainSpec& training);

/// Weight decay, clipping, schedule, early stopping and keep-best.
/// @throws Error for a number outside its range, or if validation images are needed and none are held out
void checkOptimization(const TrainSpec& training);

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

} // namespace isthmus
