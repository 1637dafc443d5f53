// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/RunFile.h"

#include <QJsonObject>

#include <string>

namespace isthmus {

/// The counters of a checkpoint as the JSON object isthmus.state: format, kernels, step and optimizerTime (64 bits, as
/// text), the record of the last step, the knobs in force, the texts of the knob changes, and what the run remembers of
/// its validation losses: the schedule's state and the best epoch. Older files lack the last two.
QJsonObject stateToJson(const Checkpoint& checkpoint);

/// @throws Error if the format is newer than this program's
RunOrigin originFromJson(const QJsonObject& state, const std::string& where);

/// Fills step, optimizer.time, record, knobs, schedule, best, and knobChanges without their steps. If the best epoch's
/// parameters are kept, they are there and empty.
/// @throws Error for what is missing or wrong: key, expected, found
void stateFromJson(const QJsonObject& state, const std::string& where, Checkpoint& checkpoint);

} // namespace isthmus
