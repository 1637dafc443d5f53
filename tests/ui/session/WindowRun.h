// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Sprites.h"
#include "core/train/Trainer.h"

namespace isthmus::test {

inline constexpr int kThreads = 2;

/// A variational model of two dimensions on 250 sprites: an epoch is 7 steps and takes milliseconds.
inline RunSpec windowRun()
{
    static const auto data = std::make_shared<const Dataset>(makeSprites(200, 50));
    RunSpec run;
    run.data = data;
    run.model.name = "tiny";
    run.model.title = "Tiny VAE";
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 16}}}, {"relu", {}}};
    run.model.bottleneck = Bottleneck::Gaussian;
    run.model.latentDim = 2;
    run.model.decoder = {{"dense", {{"units", 16}}}, {"relu", {}}, {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.model.loss = "bce";
    run.training.batchSize = 32;
    return run;
}

} // namespace isthmus::test
