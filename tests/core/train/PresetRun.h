// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Sprites.h"
#include "core/runs/Presets.h"
#include "core/train/ProbeTraining.h"
#include "core/train/TrainingRun.h"

#include <QTest>

namespace isthmus::test {

/// A preset; one that is called "normed-..." has a batch normalisation behind each layer with weights but the last.
inline Preset namedPreset(const std::string& name)
{
    const std::string kNormed = "normed-";
    if (!name.starts_with(kNormed))
        return loadPreset(name);
    Preset preset = loadPreset(name.substr(kNormed.size()));
    for (auto* part : {&preset.model.encoder, &preset.model.decoder}) {
        std::vector<LayerSpec> normed;
        for (const LayerSpec& entry : *part) {
            normed.push_back(entry);
            const bool hasWeights = entry.type == "dense" || entry.type == "conv" || entry.type == "conv-transpose";
            if (hasWeights && (part == &preset.model.encoder || &entry - part->data() + 2 < std::ssize(*part)))
                normed.push_back({"batch-norm", {}});
        }
        *part = normed;
    }
    return preset;
}

/// A preset as the program trains it, on sprites of 28 x 28.
/// @param samples  number of samples of the training part; a number that the batch does not divide leaves a smaller
/// last batch
inline RunSpec presetRun(const std::string& name, Index samples, int batch)
{
    const Preset preset = namedPreset(name);
    RunSpec run;
    run.data = std::make_shared<const Dataset>(makeSprites(samples, 10));
    run.model = preset.model;
    run.training = preset.training;
    run.training.batchSize = batch;
    return run;
}

/// A classifier on the encoder of a preset with fresh weights, trained on the same sprites.
inline RunSpec classifierRun(const std::string& preset, bool fineTunes, Index samples, int batch)
{
    RunSpec run = presetRun(preset, samples, batch);
    const auto model = std::make_shared<const Autoencoder>(run.model, run.data->shape);
    run.training = {};
    run.training.batchSize = batch;
    return probeRun(run, {std::make_shared<const FrozenModel>(FrozenModel{model, model->initialise(5)}), fineTunes});
}

/// The run that a row of trainableRows() names.
inline RunSpec namedRun(const std::string& name, Index samples, int batch)
{
    const std::string preset = name.substr(name.find(' ') + 1);
    if (preset == name)
        return presetRun(preset, samples, batch);
    return classifierRun(preset, name.starts_with("tuned"), samples, batch);
}

/// Test data: one row a preset, with its name in the column "preset".
inline void presetRows()
{
    QTest::addColumn<std::string>("preset");
    for (const std::string& name : presetNames())
        QTest::newRow(name.c_str()) << name;
}

/// Test data: one row for each kind of training: the presets, classifiers on encoders of theirs, and the same with
/// batch normalisation.
inline void trainableRows()
{
    presetRows();
    for (const char* name : {"probe dense-vae", "probe conv-ae", "tuned dense-ae", "tuned vae-2d", "tuned conv-vae",
             "normed-conv-vae", "normed-dense-ae", "probe normed-conv-ae", "tuned normed-conv-ae"})
        QTest::newRow(name) << std::string(name);
}

} // namespace isthmus::test
