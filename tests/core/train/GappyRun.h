// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/NumberImages.h"
#include "core/train/TrainingRun.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <vector>

namespace isthmus::test {

/// The number of a table with gaps, some of its numbers are NaN.
inline float gappyNumber(Index row, Index column, bool hasGaps)
{
    const bool isGap = hasGaps && (row * 7 + column * 3) % 5 == 0;
    return isGap ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>((row * 13 + column * 29) % 31) / 31;
}

inline std::vector<std::uint8_t> gappyBytes(Index rows, Index columns, bool hasGaps)
{
    std::vector<float> values;
    for (Index row = 0; row < rows; ++row)
        for (Index column = 0; column < columns; ++column)
            values.push_back(gappyNumber(row, column, hasGaps));
    std::vector<std::uint8_t> bytes(values.size() * sizeof(float));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

/// 150 rows of 12 numbers from 0 to 1, the last 20 of them the test part; a fifth is missing and has the mean 0.5.
/// @param source  where the numbers are; null: in memory
inline std::shared_ptr<const Dataset> gappyData(bool hasGaps = true, std::shared_ptr<const ByteSource> source = nullptr)
{
    constexpr Index kRows = 150;
    auto data = std::make_shared<Dataset>();
    data->name = data->title = "gaps";
    data->shape = Shape{1, 1, 12};
    data->trainCount = 130;
    data->testCount = 20;
    if (!source)
        source = std::make_shared<MemoryBytes>(gappyBytes(kRows, data->shape.size(), hasGaps));
    const NumberLayout layout{NumberType::F32, false, data->shape, false, hasGaps};
    data->images = std::make_shared<NumberImages>(layout, std::vector<NumberPart>{{source, 0, kRows, "gaps"}});
    data->scaling = {1, 0};
    if (hasGaps)
        data->fills.assign(static_cast<std::size_t>(data->shape.size()), 0.5F);
    return data;
}

/// A variational model, or a plain one with a batch normalisation, on that table.
inline RunSpec gappyRun(const std::string& loss = "bce", bool hasGaps = true)
{
    RunSpec run;
    run.data = gappyData(hasGaps);
    run.model.name = "gappy";
    run.model.encoder = {{"dense", {{"units", 24}}}, {"relu", {}}};
    run.model.bottleneck = Bottleneck::Gaussian;
    run.model.latentDim = 2;
    run.model.decoder = {{"dense", {{"units", 24}}}, {"relu", {}}, {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.model.loss = loss;
    if (loss == "l1") {
        run.model.encoder = {{"dense", {{"units", 24}}}, {"batch-norm", {}}, {"relu", {}}, {"dense", {{"units", 2}}}};
        run.model.bottleneck = Bottleneck::Plain;
        run.model.latentDim = 0;
    }
    run.training.batchSize = 37; // 4 steps an epoch, the last of 19 samples
    return run;
}

} // namespace isthmus::test
