// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"
#include "core/data/Dataset.h"
#include "core/train/Snapshot.h"
#include "ui/samples/kinds/SampleForm.h"

#include <QImage>

#include <memory>
#include <optional>
#include <vector>

namespace isthmus {

/// A sample's name for a person: "test image 123", counted within its part of the file as countedNumber() does, or
/// "image 123" in a file without parts; "row 4, id S-7" where a table calls its rows something else than their number.
QString sampleNumber(const Dataset& data, Index sample);

/// The number of a sample with its class, where it has one: "Ankle boot, test image 123".
QString sampleTitle(const Dataset& data, Index sample);

/// Path of a sample's own file below the folder of the data; empty where it has none.
QString sampleFile(const Dataset& data, Index sample);

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
    QString name; ///< name of its class; empty without classes
    QString number; ///< "test image 123"
    double psnr = 0; ///< dB, output against original
    [[nodiscard]] QString quality() const; ///< "PSNR 17.0 dB", or "exact"
    QImage original;
    QImage corrupted; ///< null without a corruption
    QImage output;
    QImage errorOnDark; ///< output - original, full colour at +-kErrorScale
    QImage errorOnLight;
    std::shared_ptr<const SampleForm> form; ///< how it is shown with its numbers; null: as these pictures
    SampleNumbers numbers; ///< the numbers, where a form says what they mean
};

/// Computes the rows. A forward pass of the samples; any thread.
std::vector<Strip> makeStrips(const StripsRequest& request);

/// The rows, and how much their outputs differ from each other: see outputSpread().
struct StripsAndSpread
{
    std::vector<Strip> strips;
    std::optional<double> spread;
};
StripsAndSpread makeStripsAndSpread(const StripsRequest& request);

} // namespace isthmus
