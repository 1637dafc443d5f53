// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"
#include "core/data/Dataset.h"
#include "core/train/Snapshot.h"

#include <QImage>

#include <memory>
#include <vector>

namespace isthmus {

/// What the strips are made from.
struct StripsRequest
{
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Dataset> data;
    std::vector<Index> samples;
    Corruption corruption;
    std::uint64_t seed = 1;
};

/// One row: a sample's pictures, unscaled.
struct Strip
{
    Index sample = 0;
    QString name; ///< of its class, or its number
    double psnr = 0; ///< dB, output against original
    QImage original;
    QImage corrupted; ///< null without a corruption
    QImage output;
    QImage errorOnDark; ///< output - original, full colour at +-kErrorScale
    QImage errorOnLight;
};

/// Difference of a value that has the full colour of the error map.
inline constexpr float kErrorScale = 0.5F;

/// Computes the rows. A forward pass of the samples; any thread.
std::vector<Strip> makeStrips(const StripsRequest& request);

} // namespace isthmus
