// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainingRun.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace isthmus {

/// The preset of a run on this data for which nobody chose another one: kFirstPreset, or kFirstRowPreset for rows that
/// are no pictures.
std::string firstPreset(const Dataset& data);

/// A new run on other data with the model of the present one, or firstPreset() if there is none. A preset for rows
/// takes its sizes from the new rows, and stays behind where the data are pictures. Layers of the user's follow the
/// data as followingData() makes them. How it is trained stays too (batch, optimiser, schedule, what is held out),
/// except the knobs and the KL warm-up. Those begin as the model's preset has them, or as TrainSpec does for a model
/// that comes from none. See newRunNote().
/// @param data     null: it is not known yet, and the present model stays as it is
/// @param present  null: there is none
RunSpec runOnData(std::shared_ptr<const Dataset> data, const RunSpec* present);

/// What a new run on other data is compared with.
struct RunBefore
{
    ModelSpec model;
    TrainSpec training; ///< with its last knobs
};

/// What the user should know of a new run on other data: what it does to images and KL besides training on them, a loss
/// that is not its preset's and was taken over, sizes of layers that follow the data, and what it has not taken over.
/// Empty if there is nothing to say.
QString newRunNote(const RunSpec& run, const RunBefore& before);

/// The model of a run with the loss of the preset that it was made from. Nothing if it has that loss, comes from no
/// preset, or has data that the loss refuses.
std::optional<ModelSpec> withPresetLoss(const RunSpec& run);

/// The model with the mean squared error, for data that its own loss refuses, and with a title that says so. What was a
/// logit is then the output itself, so that it may be any number.
/// @param data  shape of one sample
ModelSpec withSquaredError(ModelSpec model, Shape data);

/// Why the run's own model cannot be trained on its data, in one sentence; empty: it can.
QString misfitOf(const RunSpec& run);

/// What the open dialog says of a run's model on data that was read: why it does not fit, which preset takes its place,
/// and that layers of the user's are lost by that. Looks at shapes alone, which takes microseconds.
/// @param run         on that data
/// @param isModified  its model is in no file
/// @return            empty: the model fits
QString lossOfModelText(const RunSpec& run, bool isModified);

/// Checks a run on other data before the present one is left for it.
/// @throws Error if neither its model nor the preset of withFittingPreset() can be trained on the data
void requireStartable(const RunSpec& run);

/// Gives a run whose model does not fit its data another model: the preset that it was made from, or firstPreset()
/// where there is none or its loss refuses the data. Seed and validation stay, and so does a loss that takes the data
/// where the preset's does not.
RunSpec withFittingPreset(const RunSpec& run);

/// Makes the run's split beforehand, which of millions of images takes a second; any thread. What is wrong with it is
/// said when the run starts.
void prepareSplit(RunSpec& run);

/// The run with the model of a preset on the same data, for when the present model cannot take it.
RunSpec withPreset(RunSpec run, const std::string& preset);

} // namespace isthmus
