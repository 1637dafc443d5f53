// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/FoundData.h"
#include "core/train/Trainer.h"

#include <QString>

#include <memory>
#include <string>

namespace isthmus {

class Session;
struct ResumedRun;

/// A saved run with the data that it was trained on, ready to go on; or with what there is of it.
struct OpenedRun
{
    RunSpec run;
    std::shared_ptr<const Checkpoint> checkpoint;
    std::string obstacle; ///< why it cannot go on, in one sentence without its stop; empty: it can
    bool lacksData = false; ///< it could with its data
};

/// Does the content of this file look like a run (safetensors)? False too where it cannot be read.
bool looksLikeRun(const std::string& path);

/// Reads a run file and looks for its data. Slow; any thread.
/// @throws Error if the file is broken; Cancelled
OpenedRun openRun(const std::string& path, const Progress& progress = {});

/// A run with the data that it names, if any is there; a decoder alone needs none. Slow; any thread.
/// @throws Cancelled
OpenedRun withItsData(Checkpoint run, const Progress& progress = {});

/// A run with the images that were found for it.
OpenedRun withData(std::shared_ptr<const Checkpoint> checkpoint, const FoundData& found);

/// What a session takes over: with a trainer where the run can go on, else to explore; also where training does not
/// fit into the machine. Slow; any thread.
/// @throws Error if the window cannot show its images, or not even exploring fits
std::shared_ptr<ResumedRun> takeUp(const OpenedRun& opened);

/// A new run on other data with the model of the present one, or kFirstPreset if there is none. How it is trained stays
/// too (batch, optimiser, schedule, what is held out), but for the knobs and the KL warm-up: those begin as the model's
/// preset has them, or as TrainSpec does for a model that comes from none. See newRunNote().
/// @param present  null: there is none
RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present);

/// What the user should know of a new run on other data: what it does to images and KL besides training on them, and
/// what it has not taken over. Empty if there is nothing to say.
/// @param before  the training of the run before, with its last knobs
QString newRunNote(const RunSpec& run, const TrainSpec& before);

/// For a model that does not fit its data: the preset that it was made from, else kFirstPreset; seed and validation
/// stay.
RunSpec withFittingPreset(const RunSpec& run);

/// Makes the run's split beforehand, which of millions of images takes a second; any thread. What is wrong with it is
/// said when the run starts.
void prepareSplit(RunSpec& run);

/// The same data with the model of a preset, for when the present model cannot take it.
RunSpec withPreset(RunSpec run, const std::string& preset);

} // namespace isthmus
