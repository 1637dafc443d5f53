// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"
#include "core/train/TrainSpec.h"

#include <cstdint>
#include <string>

namespace isthmus {

/// Names one moment of one run in 16 hex digits, so that a picture can be matched with the run file that it came from.
/// The first 8 bytes of the SHA-256 of, in turn and with a line feed after each of the first four:
///
///   isthmus.model      the text in the run file's metadata
///   isthmus.training   the text in the run file's metadata
///   fingerprint        the data's: "fingerprint" in isthmus.data
///   step               steps done, in decimal: `info` prints it
///   parameters         of encoder, mu, log_var and decoder, in the bytewise order of their names; of each its
///                      floats as the run file holds them, little-endian
///
/// Outside, hashlib and the safetensors package recompute it (tests/core/runs/run_hash.py). A test pins its value:
/// changing what is hashed cuts the ties of all pictures made before.
/// @param parameters  parameters at that moment, flat
std::string runHash(const Autoencoder& model, const FloatVector& parameters, const TrainSpec& training,
    const std::string& fingerprint, std::int64_t step);

} // namespace isthmus
