// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"
#include "core/train/Checkpoint.h"
#include "core/train/TrainSpec.h"

#include <QJsonObject>

#include <string>

namespace isthmus {

class JsonFields;

/// The JSON form of the plain values that a model file, a preset and a run file share. Reading what was written gives
/// an equal value: doubles are written in as many digits as that needs, 64-bit integers as text.
///
/// In a model a layer is {"type": "dense", "units": 512}; "units": "data" stands for kAsData, as the words of
/// LayerField do. A decoder alone has the bottleneck "none", no encoder, and a "code" that says what it takes: [100],
/// or channels, height and width of a feature map. Keys that may be left out when reading: title, latent (of a plain
/// bottleneck), initialiser (glorot), every field of a layer, of the training or of its schedule, and the choices in
/// reading data (ReadFields.h).
QJsonObject toJson(const ModelSpec& spec);
QJsonObject toJson(const TrainSpec& spec);
QJsonObject toJson(const ScheduleSpec& spec);
QJsonObject toJson(const SplitSpec& split);
QJsonObject toJson(const DataReference& data);
QJsonObject toJson(const Knobs& knobs);

/// @param where  what the object is, in front of every message: "conv.json"
/// @throws Error for unknown keys, types and names, wrong kinds, and values outside their range: key, expected, found
ModelSpec modelFromJson(const QJsonObject& object, const std::string& where);
TrainSpec trainingFromJson(const QJsonObject& object, const std::string& where);
ScheduleSpec scheduleFromJson(const JsonFields& fields);
SplitSpec splitFromJson(const QJsonObject& object, const std::string& where);
DataReference dataFromJson(const QJsonObject& object, const std::string& where);
Knobs knobsFromJson(const QJsonObject& object, const std::string& where);

} // namespace isthmus
