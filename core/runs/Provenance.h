// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/DataFingerprint.h"
#include "core/files/TextFields.h"
#include "core/train/Checkpoint.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace isthmus {

/// The origin of a picture: the moment of the run that it shows. Written into every picture.
struct Provenance
{
    std::string run; ///< runHash()
    std::string model; ///< "vae-2d"
    std::string data; ///< "fashion-mnist"
    std::int64_t step = 0;
    double epoch = 0;
    [[nodiscard]] bool operator==(const Provenance&) const = default;
};

/// The provenance of a moment that a view shows. Hashes the parameters: slow, any thread.
/// @param training  settings as given at the start of the run
/// @param data      fingerprint that is kept for the whole run, since its first use reads the data
Provenance provenanceOf(const Snapshot& snapshot, const TrainSpec& training, const DataFingerprint& data);

/// The provenance of a run file's result: the best epoch where that was kept, else the last step.
Provenance provenanceOf(const Checkpoint& checkpoint);

/// Keys and values, as a PNG's text chunks hold them: Software, isthmus.run, isthmus.model, isthmus.data, isthmus.step
/// and isthmus.epoch.
TextFields textFields(const Provenance& provenance);

/// The fields as an RDF element, as SVG has it in its metadata. UTF-8.
std::string rdfElement(const Provenance& provenance);

/// The fields as an XMP packet (ISO 16684-1), for formats that take one. UTF-8.
std::string xmpPacket(const Provenance& provenance);

/// The provenance in one line for a person: "run 0123456789abcdef, vae-2d on fashion-mnist, step 1,000, epoch 2.13".
std::string sentenceOf(const Provenance& provenance);

/// "Isthmus 0.1.0".
std::string programVersion();

} // namespace isthmus
