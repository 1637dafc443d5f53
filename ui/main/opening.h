// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"

#include <memory>
#include <string>

namespace isthmus {

/// A saved run with the data that it was trained on, ready to go on.
struct OpenedRun
{
    RunSpec run;
    std::shared_ptr<const Checkpoint> checkpoint;
};

/// Does the content of this file look like a run (safetensors)? False too where it cannot be read.
bool looksLikeRun(const std::string& path);

/// Reads a run file and finds its data again. Slow; any thread.
/// @throws Error if the file is broken, or its data is gone or has changed
OpenedRun openRun(const std::string& path);

/// A new run on other data that keeps model and training of the present one, or those of the preset `vae-2d` if there
/// is none. The knobs stay where they are.
/// @param present  null: there is none
RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present, const Knobs& knobs);

/// The same data with the model of a preset, for when the present model cannot take it.
RunSpec withPreset(RunSpec run, const std::string& preset);

} // namespace isthmus
