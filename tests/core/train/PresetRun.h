// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Sprites.h"
#include "core/runs/Presets.h"
#include "core/train/TrainingRun.h"

#include <QTest>

namespace isthmus::test {

/// A preset as the program trains it, on sprites of 28 x 28.
/// @param samples  of the training part; a number that the batch does not divide leaves a smaller last batch
inline RunSpec presetRun(const std::string& name, Index samples, int batch)
{
    const Preset preset = loadPreset(name);
    RunSpec run;
    run.data = std::make_shared<const Dataset>(makeSprites(samples, 10));
    run.model = preset.model;
    run.training = preset.training;
    run.training.batchSize = batch;
    return run;
}

/// Test data: one row a preset, with its name in the column "preset".
inline void presetRows()
{
    QTest::addColumn<std::string>("preset");
    for (const std::string& name : presetNames())
        QTest::newRow(name.c_str()) << name;
}

} // namespace isthmus::test
