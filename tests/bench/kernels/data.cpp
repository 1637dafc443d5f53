// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Corruption.h"
#include "core/data/Sprites.h"
#include "core/models/GaussianHead.h"
#include "tests/bench/kernels/kernels.h"

#include <memory>

namespace isthmus::benchmarks {

namespace {

struct Bed
{
    Dataset data = makeSprites(4 * kBatch, 1);
    std::vector<Index> samples = std::vector<Index>(static_cast<std::size_t>(kBatch));
    Batch images;
    Batch noise;
    ThreadPool alone;

    Bed()
    {
        for (std::size_t i = 0; i < samples.size(); ++i) // scattered, as a shuffled epoch's are
            samples[i] = static_cast<Index>(i * 197 % (4 * samples.size()));
        data.gather(samples, images);
    }
};

} // namespace

/// What makes a batch: its bytes, every corruption of the table at its first amount, and the noise of a posterior.
void addData()
{
    const auto bed = std::make_shared<Bed>();
    const double values = double(bed->data.shape.size() * kBatch);
    add("gather/784", 0, (1 + sizeof(float)) * values, [bed] { bed->data.gather(bed->samples, bed->images); });
    for (const CorruptionType& type : corruptionTypes()) {
        const Corruption corruption{type.name, type.initial};
        if (corruption.isNone())
            continue;
        add("corruption-" + corruption.text(), 0, 2 * sizeof(float) * values, [bed, corruption] {
            corrupt(corruption, bed->data.shape, 1, Purpose::Corruption, 0, bed->samples, bed->images, bed->alone);
        });
    }
    for (const int latentDim : {2, 20}) {
        add("posterior-noise/" + std::to_string(latentDim), 0, sizeof(float) * double(latentDim) * double(kBatch),
            [bed, latentDim] { drawNoise(1, Purpose::Posterior, 0, bed->samples, latentDim, bed->noise, bed->alone); });
    }
}

} // namespace isthmus::benchmarks
