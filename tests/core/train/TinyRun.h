// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Sprites.h"
#include "core/train/TrainingRun.h"

namespace isthmus::test {

/// A variational model on 200 sprites: trains an epoch in milliseconds.
inline RunSpec tinyRun()
{
    static const auto data = std::make_shared<const Dataset>(makeSprites(200, 40));
    RunSpec run;
    run.data = data;
    run.model.name = "tiny";
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 24}}}, {"relu", {}}};
    run.model.bottleneck = Bottleneck::Gaussian;
    run.model.latentDim = 2;
    run.model.decoder = {{"dense", {{"units", 24}}}, {"relu", {}}, {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.model.loss = "bce";
    run.training.batchSize = 32; // 7 steps an epoch, the last of 8 samples
    return run;
}

} // namespace isthmus::test
