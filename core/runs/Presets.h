// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"
#include "core/train/TrainSpec.h"

#include <string>
#include <vector>

namespace isthmus {

/// A model and how it is best trained, from a JSON file: the model's object of SpecJson.h with a "training" object in
/// it that names what differs from TrainSpec's defaults, and "for": "rows" where it is made for tables and signals.
struct Preset
{
    ModelSpec model;
    TrainSpec training;
    bool isForRows = false; ///< its dense layers take their sizes from the numbers of a row: see rowSizes()
};

/// The preset of a run for which nobody chose another one.
inline constexpr const char* kFirstPreset = "vae-2d";
/// The same for rows of numbers that are no pictures.
inline constexpr const char* kFirstRowPreset = "table-vae";

/// Names of the presets that are part of the program, by family: dense autoencoders, variational ones, convolutional
/// ones.
const std::vector<std::string>& presetNames();

/// Those that are offered for data of this shape, the most fitting first: of pictures without those for rows.
std::vector<std::string> presetNamesFor(Shape data);

/// Is that the name of one?
bool isPresetName(const std::string& name);

/// Is the model a preset exactly as it was made, for data of this shape?
bool isPreset(const ModelSpec& model, Shape data);

/// Are its layers others than those of the preset that it was made from, for data of this shape, or does it come from
/// none? Its title and its loss, with the sigmoid that belongs to that, do not count: a choice in a list brings them
/// back.
bool hasOwnLayers(const ModelSpec& model, Shape data);

/// @param nameOrPath  a name from presetNames(), or a path of a JSON model file; a file without "name" has its own
/// @throws Error if there is neither, or the file is broken: file, key, expected, found
Preset loadPreset(const std::string& nameOrPath);

/// The same with its sizes for data of this shape, where the preset is for rows and they are rows.
Preset loadPreset(const std::string& nameOrPath, Shape data);

/// A JSON model file alone, for who has chosen a file.
/// @throws Error if there is none, or it is broken
Preset loadModelFile(const std::string& path);

/// Writes a model so that loadPreset() reads an equal one; what stood there is replaced, whole or not at all.
/// @throws Error if it cannot be written
void writeModelFile(const std::string& path, const ModelSpec& model);

} // namespace isthmus
