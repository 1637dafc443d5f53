// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Split.h"
#include "core/models/ModelSpec.h"
#include "core/train/TrainSpec.h"

#include <functional>
#include <memory>

namespace isthmus {

class Trainable;
struct RunSpec;

/// Makes what a run trains. The spec that it is given is complete: its split is ready.
/// @throws Error if that cannot be trained as the spec says
using MakeTrainable = std::function<std::unique_ptr<Trainable>(const RunSpec& run)>;

/// Everything that a run starts from.
struct RunSpec
{
    std::shared_ptr<const Dataset> data;
    ModelSpec model;
    TrainSpec training;
    SplitSpec split; ///< its seed and validation are taken from `training`
    std::shared_ptr<const ReadySplit> readySplit =
        nullptr; ///< a split that is ready; saves the run making it if it belongs to this data and split
    MakeTrainable trainable = nullptr; ///< what is trained; empty: the model itself (AutoencoderTraining)
};

/// The split of a run, made beforehand by a thread that has the time; the ready one where it fits.
/// @throws Error as makeSplit()
std::shared_ptr<const ReadySplit> readySplitOf(const RunSpec& run);

} // namespace isthmus
