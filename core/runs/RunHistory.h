// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/Safetensors.h"
#include "core/train/Checkpoint.h"

#include <vector>

namespace isthmus {

/// The history of a run as tensors, one per field of its records and one element per record: history.step,
/// history.evaluation.mse, history.knob.step and so on. The sources refer to the checkpoint.
void appendHistory(const Checkpoint& checkpoint, std::vector<TensorSource>& tensors);

/// Reads steps, evaluations, and the steps of knobChanges (whose number is known from isthmus.state).
/// @throws Error if a tensor is missing, of another type, or of another length than its fellows, or if the steps
/// do not rise up to the run's, or have no finite time
void readHistory(SafetensorsFile& file, Checkpoint& checkpoint);

} // namespace isthmus
