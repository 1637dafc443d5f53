// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/FoundData.h"
#include "core/train/LiveRun.h"

#include <memory>
#include <string>

namespace isthmus {

/// A saved run with the data that it was trained on, ready to go on, or with as much of the data as there is. Both
/// programs open runs this way.
struct OpenedRun
{
    RunSpec run;
    std::shared_ptr<const Checkpoint> checkpoint;
    std::string obstacle; ///< why it cannot go on, in one sentence without its stop; empty: it can
    bool lacksData = false; ///< it could with its data
    std::string difference = {}; ///< difference of the images from those that it was trained on, as FoundData has it
};

/// Reads a run file and looks for its data. Slow; any thread.
/// @throws Error if the file is broken; Cancelled
OpenedRun openRun(const std::string& path, const Progress& progress = {});

/// A run with the data that it names, if any is there; a decoder alone needs none. Slow; any thread.
/// @throws Cancelled
OpenedRun withItsData(Checkpoint run, const Progress& progress = {});

/// A run with the data that the user has chosen for it, or with its own in the way that the user has chosen. Slow; any
/// thread.
/// @throws Error if the images cannot be opened or the model does not take them; Cancelled
OpenedRun withChosenData(
    std::shared_ptr<const Checkpoint> checkpoint, const RunDataChoice& choice, const Progress& progress = {});

/// A run with the images that were found for it.
OpenedRun withData(std::shared_ptr<const Checkpoint> checkpoint, const FoundData& found);

/// A new run on these images, at step 0, which begins with the result of a saved one: its model and training, its knobs
/// as they are, fresh moments, no history. The images have the shape and the scaling of the saved run. Slow; any
/// thread.
/// @throws Error if the model cannot be trained on them
OpenedRun begunWith(const Checkpoint& saved, const std::shared_ptr<const Dataset>& images);

/// Makes the run that goes on, paused. Where it cannot go on, or training does not fit into the machine, it makes one
/// to explore. Slow; any thread.
/// @param threads, niceness  values as Trainer takes them
/// @throws Error if not even exploring fits
std::unique_ptr<LiveRun> makeLive(const OpenedRun& opened, int threads, int niceness);

} // namespace isthmus
