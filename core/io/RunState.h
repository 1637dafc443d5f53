// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/RunFile.h"

#include <QJsonObject>

#include <string>

namespace isthmus {

/// The counters of a checkpoint as the JSON object isthmus.state: format, kernels, step and optimizerTime (64 bits, as
/// text), the record of the last step, the knobs in force, and the texts of the knob changes.
QJsonObject stateToJson(const Checkpoint& checkpoint);

/// @throws Error if the format is newer than this program's
RunOrigin originFromJson(const QJsonObject& state, const std::string& where);

/// Fills step, optimizer.time, record, knobs, and knobChanges but for their steps.
/// @throws Error for what is missing or wrong: key, expected, found
void stateFromJson(const QJsonObject& state, const std::string& where, Checkpoint& checkpoint);

} // namespace isthmus
